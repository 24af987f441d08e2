package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "powerpc/vdso: Separate vvar vma", "[PATCH] powerpc/vdso: Separate vvar vma", "Re: [PATCH RESEND v1 3/4]  powerpc/vdso: Separate  vvar vma",
        "RE: Re: [Foo][PATCH 5.11 3/4] powerpc/vdso: separate vvar VMA", "[tip: x86/vdso] powerpc/vdso: Separate vvar vma",
        "Patch \"powerpc/vdso: Separate vvar vma\" has been added to the 5.11-stable tree",
        "FAILED: patch \"[PATCH] powerpc/vdso: Separate vvar vma\" failed to apply to 5.12-stable tree",
    })
    void findsTheCommitsSubject(String subject) {
        assertThat(Subjects.plain(subject)).isEqualTo("powerpc/vdso: separate vvar vma");
    }

    @Test
    void keepsWhatBelongsToTheSubject() {
        assertThat(Subjects.plain("x86, vdso: [foo] bar")).isEqualTo("x86, vdso: [foo] bar");
        assertThat(Subjects.plain("Revert \"powerpc/vdso: Separate vvar vma\"")).startsWith("revert");
        assertThat(Subjects.plain("Release: x")).isEqualTo("release: x");
        assertThat(Subjects.plain("[unclosed x")).isEqualTo("[unclosed x");
    }

    @Test
    void tellsKindsOfMailsApart() {
        assertThat(Subjects.isReply("Re: x")).isTrue();
        assertThat(Subjects.isReply("Read x")).isFalse();
        assertThat(Subjects.isStable("[PATCH 5.11 000/601] x")).isTrue();
        assertThat(Subjects.isStable("[PATCH AUTOSEL 5.11 3/4] x")).isTrue();
        assertThat(Subjects.isStable("[PATCH v2 3/4] x")).isFalse();
        assertThat(Subjects.isPull("[GIT PULL] powerpc-5.13-1 tag")).isTrue();
        assertThat(Subjects.isPull("[GIT PULL 1/5] arm")).isTrue();
        assertThat(Subjects.isPull("[PATCH] gpio: pull up the line")).isFalse();
        assertThat(Subjects.isPatch("[PATCHv8 22/34] x")).isTrue();
        assertThat(Subjects.isPatch("[mseal] x: regression")).isFalse();
        assertThat(Subjects.isCover("[PATCH v3 00/36] x")).isTrue();
        assertThat(Subjects.isCover("[PATCH v3 10/36] x")).isFalse();
        assertThat(Subjects.isApplied("[tip: x86/vdso] x")).isTrue();
        assertThat(Subjects.isApplied("[tip:x86/vdso 3/4] x")).isTrue();
    }
}
