package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

    private static final String BOX = "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + Letters.mail("a@x", "Ann <a@x>", "one", "text\n\n>From here")
            + "\nFrom b at x.org  Sat Mar 27 17:19:24 2021\n" + Letters.mail("b@x", "Bob <b@x>", "two", "From now on");

    @TempDir
    private Path folder;

    private List<String> subjects(byte[] bytes) throws IOException, MailFailure {
        Path file = Files.write(folder.resolve("file"), bytes);
        List<String> subjects = new ArrayList<>();
        assertThat(MailFiles.read(file, mail -> subjects.add(mail.subject()))).isEqualTo(subjects.size());
        return subjects;
    }

    private List<String> subjects(String text) throws IOException, MailFailure {
        return subjects(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void seesWhatAFileIs() throws IOException, MailFailure {
        assertThat(subjects(BOX)).containsExactly("one", "two");
        assertThat(subjects(BOX.replace("\n", "\r\n"))).containsExactly("one", "two");
        assertThat(subjects(packed(BOX.getBytes(StandardCharsets.UTF_8)))).containsExactly("one", "two");
        assertThat(subjects(Letters.mail("a@x", "Ann <a@x>", "one", "text"))).containsExactly("one");
        assertThat(subjects(ArchivePageTest.LORE_THREAD)).hasSize(2);
        assertThat(subjects("\n  <!-- MHonArc --><!--X-Subject: s --><!--X-Date: x -->")).containsExactly("s");
        assertThat(subjects("Re: A title\n\nFrom: Ann\nDate: 27 Mar 2021\n\ntext")).containsExactly("Re: A title");
        assertThat(subjects("A title\n\nFrom: Ann\nDate: 27 Mar 2021\n\ntext")).containsExactly("A title");
    }

    @Test
    void findsNothingInOtherFiles() throws IOException, MailFailure {
        assertThat(subjects("")).isEmpty();
        assertThat(subjects("x")).isEmpty();
        assertThat(subjects("From")).isEmpty();
        assertThat(subjects("notes\n")).isEmpty();
        assertThat(subjects(new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0})).isEmpty();
        assertThat(subjects(packed(new byte[0]))).isEmpty();
    }

    @Test
    void saysWhatCannotBeRead() throws IOException {
        byte[] whole = packed(BOX.repeat(500).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> subjects(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(MailFailure.class).hasMessageContaining("is compressed, and broken").hasMessageNotContaining("\n");
        assertThatThrownBy(() -> subjects(new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}))
                .isInstanceOf(MailFailure.class).hasMessageContaining("is compressed, and broken");
        assertThatThrownBy(() -> MailFiles.read(folder.resolve("nowhere"), mail -> { }))
                .isInstanceOf(MailFailure.class).hasMessageContaining("does not exist");
    }

    @Test
    void survivesAMailboxOfOneEndlessLine() throws IOException, MailFailure {
        assertThat(subjects("From x\nSubject: s\n\n" + "y".repeat(8 << 20))).containsExactly("s");
    }
}
