package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void readsHeadersAndText() {
        Mail mail = Letters.read("""
                From: "Leroy, Christophe" <christophe@example.org>
                To: list@example.org
                Subject: Re: [PATCH] powerpc/vdso: Separate vvar
                \tvma from vdso
                Date: Sat, 27 Mar 2021 18:19:24 +0100 (CET)
                Message-ID: <b@example.org>
                In-Reply-To: <a@example.org>
                References: <root@example.org> <mid@example.org> <a@example.org>

                See commit 511157ab641e.
                """);

        assertThat(mail.id()).contains("b@example.org");
        assertThat(mail.parents()).containsExactly("a@example.org", "mid@example.org", "root@example.org");
        assertThat(mail.subject()).isEqualTo("Re: [PATCH] powerpc/vdso: Separate vvar vma from vdso");
        assertThat(mail.author()).contains("Christophe Leroy");
        assertThat(mail.date()).contains(Instant.parse("2021-03-27T17:19:24Z"));
        assertThat(mail.address()).isEmpty();
        assertThat(mail.text()).contains("511157ab641e");
    }

    @Test
    void decodesWhatIsEncoded() {
        Mail mail = Letters.read("""
                From: =?utf-8?q?Thomas_Wei=C3=9Fschuh?= <t@example.org>
                Subject: =?UTF-8?B?W1BBVENIXSB4ODYvdmRzbzog?= =?UTF-8?B?U3BsaXQ=?=
                Message-ID: <a@example.org>
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: quoted-printable

                Commit-ID: 511157ab641eb6bedd00d62673388e78=
                a4f871cf
                """);

        assertThat(mail.author()).contains("Thomas Weißschuh");
        assertThat(mail.subject()).isEqualTo("[PATCH] x86/vdso: Split");
        assertThat(mail.text()).contains("Commit-ID: " + Letters.MOVE);
        assertThat(MailText.read("From: Bj\u00f6rn <b@x.org>\nSubject: \u00e9\nContent-Type: text/plain; charset=nonsense\n\n\u00fc"
                        .getBytes(StandardCharsets.ISO_8859_1)).orElseThrow())
                .satisfies(latin -> assertThat(latin.author()).contains("Björn"))
                .satisfies(latin -> assertThat(latin.subject()).isEqualTo("é"))
                .satisfies(latin -> assertThat(latin.text()).startsWith("ü"));
    }

    @Test
    void takesTheTextOutOfParts() {
        Mail mail = Letters.read("""
                From: A <a@example.org>
                Subject: s
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                cGxhaW4=
                --b
                Content-Type: text/html
                Subject: not this one

                <p>mark <b>up</b></p>
                --b
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                NTExMTU3YWI2NDFl
                --b--
                """);

        assertThat(mail.subject()).isEqualTo("s");
        assertThat(mail.text()).contains("plain", "mark up").doesNotContain("<b>", "511157ab641e", "NTExMTU3");
    }

    @Test
    void fallsBackOnWhenItWasReceived() {
        String received = "Received: from a by b;\n\tFri, 26 Mar 2021 19:17:20 +0000\n";
        assertThat(Letters.read(received + "Subject: s\nDate: yesterday\n\nx").date()).contains(Instant.parse("2021-03-26T19:17:20Z"));
        assertThat(Letters.read("Subject: s\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n\nx").date()).isEmpty();
        assertThat(Letters.read("Subject: s\nDate: 31 Feb 2021 10:00\n\nx").date()).isEmpty();
    }

    @Test
    void keepsNamesAndSubjectsOnOneLineOfText() {
        Mail mail = Letters.read("From: \"Eve\u202e\u0007 <script>\" <e@x.org>\nSubject: <b>a\u001b[31m\u2028" + "y".repeat(5000)
                + "\nSubject: second\n\nx");

        assertThat(mail.subject()).startsWith("<b>a [31m yyy").hasSizeLessThan(310);
        assertThat(mail.author().orElse("")).doesNotContain("\u202e", "\u0007").startsWith("Eve");
        assertThat(Letters.read("From: nobody@example.org\nSubject: s\n\n").author()).isEmpty();
        assertThat(Letters.read("From: jeff at example.org (Jeff Xu)\nSubject: s\n\n").author()).contains("Jeff Xu");
        assertThat(Letters.read("From: 'Ann' via list <l@example.org>\nSubject: s\n\n").author()).contains("Ann");
        assertThat(Letters.read("From: \"Ann (ACME)\" <l@example.org>\nSubject: s\n\n").author()).contains("Ann");
        assertThat(Letters.read("From: Ann (ACME) <l@example.org>\nSubject: s\n\n").author()).contains("Ann");
    }

    @Test
    void survivesMailsMadeToHurt() {
        StringBuilder deep = new StringBuilder("Subject: deep\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < 20_000; i++) {
            deep.append("--b").append(i).append("\nContent-Type: multipart/mixed; boundary=b").append(i + 1).append("\n\n");
        }
        assertThat(Letters.read(deep.toString()).subject()).isEqualTo("deep");
        assertThat(Letters.read("Subject: many\n" + "X-Y: z\n".repeat(100_000) + "\ntext").subject()).isEqualTo("many");
        assertThat(Letters.read("Subject: long\n\n" + "x".repeat(5 << 20)).text()).hasSizeLessThanOrEqualTo(Mail.LONGEST_TEXT);
        assertThat(Letters.read("Subject: ref\nReferences: " + "<a@b> ".repeat(200_000) + "\n\nx").parents()).hasSizeLessThan(5);
        assertThat(MailText.read(new byte[0])).isEmpty();
        assertThat(MailText.read("no header\n\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Property(tries = 300)
    void neverFails(@ForAll byte[] bytes, @ForAll String text) {
        MailText.read(bytes);
        MailText.read(("Subject: " + text + "\nFrom: " + text + "\nDate: " + text + "\nContent-Type: " + text + "\n\n" + text)
                .getBytes(StandardCharsets.UTF_8)).ifPresent(mail -> {
                    assertThat(mail.subject().codePoints()).noneMatch(Character::isISOControl);
                    assertThat(mail.author().orElse("")).doesNotContain("@", "\n");
                });
    }
}
