package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FormTest {

    /** What the names of kernels, and the signs and patterns of the rules, are made of. */
    private static final List<String> PIECES = List.of(
            "-", ".", "+", "_", "~", " ", "#", "^", "$", "0", "1", "7", "26", "051107", "0.rc0.", "0.rc1.", "20241125git", "rc2", "16", "16k",
            "64kb", "v7", "v8l", "amd64", "686", "armmp", "trunk", "bpo", "deb13", "kali", "parrot", "Debian ", "Ubuntu ", "-Ubuntu ",
            "generic", "aws", "hwe", "default", "rt", "vanilla", "base", "arch", "hardened", "zen", "lts", "mainline", "ARCH", "virt", "edge",
            "MANJARO", "gentoo", "linuxkit", "flatcar", "coreos", "ph3", "cm2", "azl3", "oe2203", "an8", "mga9", "next-", "20240101", "tegra",
            "-yocto-", "g", "gdeadbeef", "0123456", "dirty", "fc39", "el9", "el8uek", "elrepo", "amzn2023", "android", "perf", "ab12345",
            "rpt-rpi", "pve", "Microsoft", "microsoft-", "-openwrt-linux-", "(OpenWrt GCC ", "#0 ", "#1 SMP Sun Jan 10 15:06:54 PST 2016",
            "stable", "rpi4", "grsec", "\n");

    /** One that never looks for its signs. */
    private static boolean found(Form form, String text) {
        return Pattern.compile(form.regex()).matcher(text).find();
    }

    @Property(tries = 2000)
    void noTextThatARuleFitsLacksItsSigns(@ForAll("texts") String text) {
        for (KernelStringRules.Rule rule : KernelStringRules.RULES) {
            assertThat(rule.form().isFoundIn(text)).as(rule.vendor() + " in " + text).isEqualTo(found(rule.form(), text));
        }
    }

    @Test
    void everyRealNameIsFoundWithItsSigns() {
        for (String text : KernelStringTest.texts()) {
            for (int from = 0; from < text.length(); from++) {
                String rest = text.substring(from);
                for (KernelStringRules.Rule rule : KernelStringRules.RULES) {
                    assertThat(rule.form().isFoundIn(rest)).as(rule.vendor() + " in " + rest).isEqualTo(found(rule.form(), rest));
                }
            }
        }
    }

    @Test
    void signsStandForDigitsAndTheBeginning() {
        Form form = new Form("el\\d", "^el9", ".el9");

        assertThat(form.isFoundIn("el8")).isTrue();
        assertThat(form.isFoundIn("x.el0")).isTrue();
        assertThat(form.isFoundIn("xel8")).as("without a sign").isFalse();
        assertThat(form.isFoundIn("x.el")).isFalse();
        assertThat(form.isFoundIn("x.elx")).isFalse();
        assertThat(form.fits("el8")).isTrue();
        assertThat(form.fits("el88")).isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(6).map(pieces -> String.join("", pieces));
    }
}
