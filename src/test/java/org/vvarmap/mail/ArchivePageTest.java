package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Pages of archives in the shapes that they have, with words of our own. */
class ArchivePageTest {

    private static final Instant DAY = Instant.parse("2021-03-27T17:19:00Z");

    private static List<Mail> read(String page) {
        return ArchivePage.read(page.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.empty());
    }

    private static Mail one(String page) {
        List<Mail> mails = read(page);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    static final String LORE_THREAD = """
            <html><head><title>[PATCH] x86/vdso: Move it</title></head><body><form action="../"><pre>search</pre></form><hr><pre><a
            href=#e1 id=m1>*</a> <u id=u><b>[PATCH] x86/vdso: Move &lt;b&gt;it&lt;/b&gt;</b></u>
            <b>@ 2021-03-26 19:17 Ann A</b>
              2021-03-27 17:19 ` <a href=#m2>Bob B</a>
              <a href=#r1>0 siblings, 1 reply; 2+ messages in thread</a>
            From: Ann A @ 2021-03-26 19:17 UTC (<a
            href="../../first%2F1@x.org/">permalink</a> / <a href="../../first%2F1@x.org/raw">raw</a>)
              To: list

            Text with 511157ab641e.
            <a href=#m1 id=e1>^</a> <a href="../../first%2F1@x.org/">permalink</a>
            </pre><hr><pre><a
            href=#e2 id=m2>*</a> <b>Re: [PATCH] x86/vdso: Move it</b>
            From: Bob B @ 2021-03-27 17:19 UTC (<a
            href="../../second@x.org/">permalink</a> / <a href="../../second@x.org/raw">raw</a>)

            Fine, see <a href="https://git.kernel.org/linus/1c4bce675385">the other</a>.
            </pre><hr><pre>end of thread</pre></body></html>
            """;

    @Test
    void readsAThreadOfPublicInbox() {
        List<Mail> mails = read(LORE_THREAD);

        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).id()).contains("first/1@x.org");
        assertThat(mails.get(0).subject()).isEqualTo("[PATCH] x86/vdso: Move <b>it</b>");
        assertThat(mails.get(0).author()).contains("Ann A");
        assertThat(mails.get(0).date()).contains(Instant.parse("2021-03-26T19:17:00Z"));
        assertThat(mails.get(0).parents()).isEmpty();
        assertThat(mails.get(0).text()).contains("511157ab641e").doesNotContain("1c4bce675385");
        assertThat(mails.get(1).parents()).containsExactly("first/1@x.org");
        assertThat(mails.get(1).author()).contains("Bob B");
        assertThat(mails.get(1).text()).contains("1c4bce675385");
        assertThat(mails.get(1).address()).isEmpty();
    }

    /** Links of a page lead where they led when it was fetched. */
    @Test
    void resolvesLinksAgainstThePage() {
        List<Mail> mails = ArchivePage.read(
                LORE_THREAD.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.of("https://inbox.example.org/l/a@b/T/"));
        assertThat(mails).extracting(mail -> mail.address().orElseThrow())
                .containsExactly("https://inbox.example.org/l/first%2F1@x.org/", "https://inbox.example.org/l/second@x.org/");
    }

    @Test
    void readsAMailOfPublicInbox() {
        Mail mail = one("""
                <html><head><title>Re: x</title></head><body><pre>nav</pre><pre
                id=b>From: Ann A &lt;ann@x.org&gt;
                To: b@x.org
                Cc: c@x.org,
                	d@x.org
                Subject: Re: [PATCH] x86/vdso: Move
                	it
                Date: Sat, 27 Mar 2021 18:19:00 +0100	[<a href="#r">thread overview</a>]
                Message-ID: &lt;<a href="raw">two@x.org</a>&gt; (<a href="raw">raw</a>)
                In-Reply-To: &lt;<a href="../one@x.org/">one@x.org</a>&gt;

                See 511157ab641e.
                </pre></body></html>
                """);
        assertThat(mail.id()).contains("two@x.org");
        assertThat(mail.parents()).containsExactly("one@x.org");
        assertThat(mail.subject()).isEqualTo("Re: [PATCH] x86/vdso: Move it");
        assertThat(mail.author()).contains("Ann A");
        assertThat(mail.date()).contains(DAY);
    }

    @Test
    void readsMhonarc() {
        Mail mail = one("""
                <!-- MHonArc v2.6.19 -->
                <!--X-Subject: Re: [PATCH] x86/vdso&#45; Move it -->
                <!--X-From-R13: Oo O. Ooo <naaNk.bet> -->
                <!--X-Date: Sat, 27 Mar 2021 18:19:00 &#45;0000 -->
                <!--X-Message-Id: two@x.org -->
                <!--X-Reference: root@x.org -->
                <!--X-Reference: one@x.org -->
                <!--X-Head-End-->
                <html><head><title>x</title><link rel="canonical" href="https://www.spinics.net/lists/l/msg1.html"></head>
                <body><h1>Re</h1><!--X-Body-of-Message--><pre>511157ab641e</pre></body></html>
                """);
        assertThat(mail.id()).contains("two@x.org");
        assertThat(mail.parents()).containsExactly("one@x.org", "root@x.org");
        assertThat(mail.subject()).isEqualTo("Re: [PATCH] x86/vdso- Move it");
        assertThat(mail.author()).contains("Ab A. Abb");
        assertThat(mail.address()).contains("https://www.spinics.net/lists/l/msg1.html");
        assertThat(mail.text()).contains("511157ab641e");
        assertThat(ArchivePage.turned(ArchivePage.turned("Ann [x] <a@b>"))).isEqualTo("Ann [x] <a@b>");
    }

    @Test
    void readsHypermail() {
        Mail mail = one("""
                <html><head><title>Linux-Kernel Archive: Re: x</title></head><body>
                <!-- received="Sat Mar 27 13:21:03 2021" -->
                <!-- sent="Sat Mar 27 2021 - 12:19:00 EST" -->
                <!-- name="Ann A" -->
                <!-- email="ann@xxxxxx" -->
                <!-- subject="Re: [PATCH] x86/vdso: Move it" -->
                <!-- id="two@xxxxxxxx" -->
                <!-- inreplyto="one@x.org" -->
                <h1>Re</h1><p>511157ab641e</p></body></html>
                """);
        assertThat(mail.id()).as("its host is crossed out").isEmpty();
        assertThat(mail.parents()).containsExactly("one@x.org");
        assertThat(mail.author()).contains("Ann A");
        assertThat(mail.date()).contains(DAY);
        assertThat(mail.address()).isEmpty();
    }

    @Test
    void readsPipermail() {
        Mail mail = one("""
                <!DOCTYPE HTML><HTML><HEAD><TITLE>[PATCH] x86/vdso: Move it</TITLE></HEAD><BODY>
                <H1>[PATCH] x86/vdso: Move it</H1>
                <B>Ann A</B>
                <A HREF="mailto:l%40lists.example.org?Subject=Re%3A%20x&In-Reply-To=%3Cone%2B1%40x.org%3E"
                   TITLE="x">ann at x.org</A><BR>
                <I>Sat Mar 27 17:19:00 GMT 2021</I><P><UL><LI>Previous</UL><HR>
                <PRE>Since 511157ab641e &lt;it&gt;</PRE></BODY></HTML>
                """);
        assertThat(mail.id()).contains("one+1@x.org");
        assertThat(mail.subject()).isEqualTo("[PATCH] x86/vdso: Move it");
        assertThat(mail.author()).contains("Ann A");
        assertThat(mail.date()).contains(DAY);
        assertThat(mail.text()).contains("Since 511157ab641e <it>");
    }

    @Test
    void readsMarc() {
        Mail mail = one("""
                <html><head><title>x</title></head><body><pre>
                [<a href="?l=linuxppc-dev&m=1&w=2">prev in list</a>]
                <b><font size="+1">
                List:       <a href="?l=linuxppc-dev&r=1&w=2">linuxppc-dev</a>
                Subject:    <a href="?t=1&r=1">Re: [PATCH] x86/vdso: Move it</a>
                From:       <a href="?a=1&r=1">Ann A &lt;ann () x ! org&gt;</a>
                Date:       <a href="?l=linuxppc-dev&r=1&b=202103">2021-03-27 17:19:00</a>
                Message-ID: <a href="?i=x">two () x ! org</a>
                [<a href="?l=linuxppc-dev&m=161&q=mbox">Download RAW message</a>]
                </font></b>

                511157ab641e</pre></body></html>
                """.replace("\n                ", "\n"));
        assertThat(mail.id()).contains("two@x.org");
        assertThat(mail.subject()).isEqualTo("Re: [PATCH] x86/vdso: Move it");
        assertThat(mail.author()).contains("Ann A");
        assertThat(mail.date()).contains(DAY);
        assertThat(mail.address()).contains("https://marc.info/?l=linuxppc-dev&m=161");
    }

    @Test
    void readsLkml() {
        Mail mail = one("""
                <html><head><link rel="canonical" href="https://lkml.org/lkml/2021/3/27/123"></head><body><table>
                <tr><td class="lp">Date</td><td class="rp" itemprop="datePublished">Sat, 27 Mar 2021 18:19:00 +0100</td></tr>
                <tr><td class="lp">Subject</td><td class="rp" itemprop="name">[PATCH] x86/vdso: Move it</td></tr>
                <tr><td class="lp">From</td><td class="rp" itemprop="author">Ann A &lt;&gt;</td></tr></table>
                <pre itemprop="articleBody">511157ab641e</pre></body></html>
                """);
        assertThat(mail.author()).contains("Ann A");
        assertThat(mail.date()).contains(DAY);
        assertThat(mail.address()).contains("https://lkml.org/lkml/2021/3/27/123");
    }

    @Test
    void readsPatchwork() {
        List<Mail> mails = ArchivePage.read("""
                <html><body><h2>[3/4] x86/vdso: Move it</h2><table id="patch-meta">
                <tr><th>Message ID</th><td>one@x.org (<a href="https://lore.kernel.org/x">mailing list archive</a>)</td></tr></table>
                <div class="submission-message"><div class="meta"><span>Ann A</span><span class="message-date">March 27, 2021, 5:19 p.m. UTC</span></div>
                <pre class="content">511157ab641e</pre></div>
                <a name="42"></a>
                <div class="submission-message" id="42"><div class="meta"><a name="42"></a><span title="b@x.org">Bob B</span>
                <span class="message-date">March 28, 2021, 1 a.m. UTC</span></div><pre class="content">Fine</pre></div></body></html>
                """.getBytes(StandardCharsets.UTF_8), Optional.empty(), Optional.of("https://patchwork.example.org/patch/1/"));
        assertThat(mails).hasSize(2);
        assertThat(mails.get(0).id()).contains("one@x.org");
        assertThat(mails.get(0).author()).contains("Ann A");
        assertThat(mails.get(0).date()).contains(DAY);
        assertThat(mails.get(1).parents()).containsExactly("one@x.org");
        assertThat(mails.get(1).subject()).isEqualTo("Re: [3/4] x86/vdso: Move it");
        assertThat(mails.get(1).address()).contains("https://patchwork.example.org/patch/1/#42");
    }

    @Test
    void readsAPageThatWasSavedAsText() {
        Mail mail = ArchivePage.plainText("""
                Re: [PATCH] powerpc/vdso: Separate vvar vma from vdso

                From: Christophe Leroy
                Date: Sat Mar 27 2021 - 12:19:00 EST

                commit 511157ab641e
                """).orElseThrow();
        assertThat(mail.subject()).isEqualTo("Re: [PATCH] powerpc/vdso: Separate vvar vma from vdso");
        assertThat(mail.author()).contains("Christophe Leroy");
        assertThat(mail.date()).contains(DAY);
        assertThat(ArchivePage.plainText("some notes\nof mine")).isEmpty();
    }

    @Test
    void takesNoOtherPageForOne() {
        assertThat(read("<html><head><title>Welcome</title></head><body><h1>Hello</h1><pre>From: here</pre></body></html>")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void sendsNobodyToAnAddressThatIsNone() {
        for (String bad : List.of("javascript:alert(1)", "//x.org/a", "https://a:b@x.org/", "file:///etc/passwd", "https://x.org/ a b",
                "https://" + "x".repeat(600) + ".org/")) {
            Mail mail = one("<!--X-Subject: s --><!--X-Date: 27 Mar 2021 --><link rel=canonical href=\"" + bad + "\"><body>x");
            assertThat(mail.address()).as(bad).isEmpty();
        }
    }

    @Test
    void survivesPagesMadeToHurt() {
        assertThat(one("<!--X-Subject: s --><!--X-Date: x --><body>" + "<div>".repeat(200_000) + "511157ab641e").text())
                .contains("511157ab641e");
        assertThat(read("<body><pre>" + "<a id=m1>*</a> <b>s</b>\n".repeat(50_000))).isEmpty();
        assertThat(read("<body><h1>x</h1><a href='mailto:a?In-Reply-To=b@c'>x</a><pre>" + "<b>x</b>".repeat(100_000))).isEmpty();
        assertThat(one("<!--X-Subject: " + "s".repeat(1_000_000) + " --><!--X-Date: x --><body>").subject()).hasSizeLessThan(310);
        assertThat(one("<!--X-Subject: a\u202eb\u0000\u001b[2J --><!--X-Date: x --><body>").subject()).doesNotContain("\u202e", "\u001b");
        assertThat(one("<!--X-Subject: <script>alert(1)</script> --><!--X-Date: x --><body>").subject())
                .isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void readsOtherEncodings() {
        String page = "<html><head><meta charset=\"iso-8859-1\"></head><body><!--X-Subject: Gr\u00fc\u00dfe --><!--X-Date: x --></body>";
        byte[] latin = page.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ArchivePage.read(latin, Optional.empty(), Optional.empty()).get(0).subject()).isEqualTo("Grüße");
        assertThat(ArchivePage.read(latin, Optional.of("windows-1252"), Optional.empty()).get(0).subject()).isEqualTo("Grüße");
        assertThat(ArchivePage.read(latin, Optional.of("no such"), Optional.empty()).get(0).subject()).isEqualTo("Grüße");
        assertThat(ArchivePage.read(page.getBytes(Charset.forName("UTF-16")), Optional.empty(), Optional.empty()).get(0).subject())
                .isEqualTo("Grüße");
    }

    @Property(tries = 200)
    void neverFails(@ForAll byte[] bytes, @ForAll String text) {
        ArchivePage.read(bytes, Optional.of(text), Optional.of(text));
        read("<!--X-Subject: " + text + " --><!--X-Date: " + text + " --><pre>From: " + text + "\nSubject: " + text + "\nDate: " + text);
        ArchivePage.plainText(text);
    }
}
