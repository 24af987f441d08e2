package org.vvarmap.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.MalformedTable;

/**
 * What archives of mails say, and mails themselves: anybody may have written them. Pages and mails are never refused; a file that
 * is compressed is, with {@link IOException}. What is made of them is one line each, short, and leads to the web or nowhere.
 */
public final class MailTargets {

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "archive-page", MailTargets::page,
            "archive-page-edits", MailTargets::pageEdits,
            "mail", MailTargets::mail,
            "mail-edits", MailTargets::mailEdits,
            "mail-file", MailTargets::file,
            "mail-threads", MailTargets::threads);

    private static final String HERE = "https://lore.kernel.org/all/two@x.org/T/";

    /** One for each archive that is known. */
    private static final List<String> PAGES = List.of(
            ArchivePageTest.LORE_THREAD,
            """
            <html><head><title>Re: x</title></head><body><pre>nav</pre><pre id=b>From: Ann A &lt;ann@x.org&gt;
            Cc: c@x.org,
            	d@x.org
            Subject: Re: [PATCH] powerpc/vdso: Move
            	it
            Date: Sat, 27 Mar 2021 18:19:00 +0100	[<a href="#r">thread overview</a>]
            Message-ID: &lt;<a href="raw">two@x.org</a>&gt; (<a href="raw">raw</a>)
            In-Reply-To: &lt;<a href="../one@x.org/">one@x.org</a>&gt;

            See 511157ab641e.
            </pre></body></html>
            """,
            """
            <!-- MHonArc v2.6.19 -->
            <!--X-Subject: Re: [PATCH] x86/vdso&#45; Move it -->
            <!--X-From-R13: Oo O. Ooo <naaNk.bet> -->
            <!--X-Date: Sat, 27 Mar 2021 18:19:00 &#45;0000 -->
            <!--X-Message-Id: two@x.org -->
            <!--X-Reference: root@x.org -->
            <!--X-Reference: one@x.org -->
            <html><head><link rel="canonical" href="https://www.spinics.net/lists/l/msg1.html"></head>
            <body><h1>Re</h1><!--X-Body-of-Message--><pre>511157ab641e</pre></body></html>
            """,
            """
            <html><body><!-- received="Sat Mar 27 13:21:03 2021" --><!-- sent="Sat Mar 27 2021 - 12:19:00 EST" -->
            <!-- name="Ann A" --><!-- subject="Re: [PATCH] x86/vdso: Move it" --><!-- id="two@x.org" --><!-- inreplyto="one@x.org" -->
            <h1>Re</h1><p>511157ab641e</p></body></html>
            """,
            """
            <HTML><BODY><H1>[PATCH] x86/vdso: Move it</H1><B>Ann A</B>
            <A HREF="mailto:l%40x.org?Subject=Re%3A%20x&In-Reply-To=%3Cone%2B1%40x.org%3E" TITLE="x">ann at x.org</A><BR>
            <I>Sat Mar 27 17:19:00 GMT 2021</I><HR><PRE>Since 511157ab641e &lt;it&gt;</PRE></BODY></HTML>
            """,
            """
            <html><body><pre>[<a href="?l=linuxppc-dev&m=1&w=2">prev</a>]
            List:       <a href="?l=linuxppc-dev&r=1&w=2">linuxppc-dev</a>
            Subject:    <a href="?t=1&r=1">Re: [PATCH] x86/vdso: Move it</a>
            From:       <a href="?a=1&r=1">Ann A &lt;ann () x ! org&gt;</a>
            Date:       <a href="?l=linuxppc-dev&r=1&b=202103">2021-03-27 17:19:00</a>
            Message-ID: <a href="?i=x">two () x ! org</a>
            [<a href="?l=linuxppc-dev&m=161&q=mbox">Download RAW message</a>]

            511157ab641e</pre></body></html>
            """,
            """
            <html><head><link rel="canonical" href="https://lkml.org/lkml/2021/3/27/123"></head><body><table>
            <tr><td class="rp" itemprop="datePublished">Sat, 27 Mar 2021 18:19:00 +0100</td></tr>
            <tr><td class="rp" itemprop="name">[PATCH] x86/vdso: Move it</td></tr>
            <tr><td class="rp" itemprop="author">Ann A &lt;&gt;</td></tr></table>
            <pre itemprop="articleBody">511157ab641e</pre></body></html>
            """,
            """
            <html><body><h2>[3/4] x86/vdso: Move it</h2><table><tr><th>Message ID</th><td>one@x.org (<a href="https://x.org/x">list</a>)</td>
            </tr></table><div class="submission-message"><div class="meta"><span>Ann A</span>
            <span class="message-date">March 27, 2021, 5:19 p.m. UTC</span></div><pre class="content">511157ab641e</pre></div>
            <div class="submission-message" id="42"><div class="meta"><a name="42"></a><span>Bob B</span>
            <span class="message-date">March 28, 2021, 1 a.m. UTC</span></div><pre class="content">Fine</pre></div></body></html>
            """);

    private static final List<String> HTML = List.of(
            "<", ">", "&", "&lt;", "&#0;", "&#x110000;", "&#x202e;", "<!--", "-->", "<pre>", "</pre>", "<a id=m1>*</a>", "<b>", "</b>", "<h1>", "<i>",
            "<!--X-Subject: ", "<!--X-Date: ", "<!-- subject=\"", "<table>", "<svg>", "<math>", "<template>", "<script>", "<plaintext>", "<base href=\"",
            "<link rel=canonical href=\"javascript:x\">", "<th>Message ID</th>", "<meta charset=utf-16>", "<a href=\"", "//x", "https://a:b@c/",
            "permalink", "From: ", "Subject: ", "Date: ", "@", " @ 2021-03-26 19:17", "%", "%zz", "%00", "511157ab641e", "\0", "\u202e", "\u001b[2J",
            "\ud800", "\n", "\n\t", " ", "2021", "99999999999", "-0000", "+9999", "Feb 31", "\"", "id=m2", "class=meta", "In-Reply-To=", "?l=a&m=1&q=raw");

    private static final String LETTER = String.join("\r\n",
            "Received: from a by b; Sat, 27 Mar 2021 18:20:00 +0100", "From: =?utf-8?q?Ann_=C3=84?= <ann@x.org>", "To: list",
            "Subject: Re: [PATCH 1/2] powerpc/vdso: Separate vvar vma", " from vdso", "Date: Sat, 27 Mar 2021 18:19:24 +0100",
            "Message-ID: <two@x.org>", "In-Reply-To: <one@x.org>", "References: <root@x.org> <mid@x.org> <one@x.org>", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"b\"", "", "--b", "Content-Type: text/plain; charset=iso-8859-1",
            "Content-Transfer-Encoding: quoted-printable", "", "Fixes: 511157ab641e (\"x\") =C4=", "", "--b",
            "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "",
            "PGI+Y29tbWl0IDFjNGJjZTY3NTM4NTwvYj4=", "--b", "Content-Type: message/rfc822", "", "Subject: inner", "", "text", "--b--", "");

    private static final List<String> HEADERS = List.of(
            "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ";", "--b", "--b--", "boundary=", "\"", "Content-Type: multipart/mixed; boundary=c\r\n",
            "Content-Type: message/rfc822\r\n", "Content-Type: text/html\r\n", "charset=utf-7", "charset=x-nothing", "charset=utf-16",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: uuencode\r\n", "=?utf-8?q?", "?=", "=?utf-8?b?", "=?x?q?a?=",
            "=?utf-7?b?AAAA?=", "=", "=C3", "=zz", "<", ">", "@", "Subject: ", "From: ", "Message-ID: ", "References: <a@b>", "In-Reply-To: <two@x.org>",
            "Date: ", "Sat, 31 Feb 2021 25:61:61 +9999", "Thu, 01 Jan 99999999 00:00:00 -0000", "(", ")", "(((((", "\0", "\u202e", "\u001b[2J", "\ud800",
            "commit 511157ab641eb6bedd00d62673388e78a4f871cf upstream", "Fixes: 511157ab641e", "[tip: x86/vdso] ", "[GIT PULL] ", "<html>", "From ");

    private MailTargets() {}

    private static void page(byte[] input) {
        looked(ArchivePage.read(input, Optional.empty(), Optional.of(HERE)));
        ArchivePage.plainText(new String(input, UTF_8)).ifPresent(mail -> looked(List.of(mail)));
    }

    private static void pageEdits(byte[] input) {
        if (input.length > 0) {
            String page = PAGES.get(Byte.toUnsignedInt(input[0]) % PAGES.size());
            page(Edits.of(page, input, 1, HTML).getBytes(UTF_8));
        }
    }

    private static void mail(byte[] input) {
        MailText.read(input).ifPresent(mail -> looked(List.of(mail)));
    }

    private static void mailEdits(byte[] input) {
        mail(Edits.of(LETTER, input, 0, HEADERS).getBytes(UTF_8));
    }

    private static void file(byte[] input) {
        List<Mail> mails = new ArrayList<>();
        try {
            MailFiles.read(new ByteArrayInputStream(input), Optional.empty(), Optional.empty(), mails::add);
        } catch (IOException e) {
            // Compressed, and broken.
        }
        looked(mails);
    }

    /** Whatever was read is short, on one line, and can be threaded. */
    private static void looked(List<Mail> mails) {
        Threads threads = Letters.threads();
        for (Mail mail : mails) {
            line(mail.subject(), 301);
            mail.author().ifPresent(author -> line(author, 61));
            mail.id().ifPresent(id -> line(id, 250));
            mail.parents().forEach(id -> line(id, 250));
            mail.address().ifPresent(MailTargets::address);
            if (mail.text().length() > Mail.LONGEST_TEXT) {
                throw new IllegalStateException("a text of " + mail.text().length() + " characters");
            }
            threads.add(mail);
        }
        found(threads);
    }

    private static void line(String text, int most) {
        if (text.length() > most || text.codePoints().anyMatch(MailTargets::steers)) {
            throw new IllegalStateException("no short line: " + text);
        }
    }

    /** Whether a character ends a line, or does something to a terminal or to the text around it. */
    private static boolean steers(int c) {
        return Character.isISOControl(c) || List.of((int) Character.FORMAT, (int) Character.SURROGATE,
                (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR).contains(Character.getType(c));
    }

    private static void address(String address) {
        line(address, 2000);
        if (!address.matches("https?://[^\\s<>\"]+")) {
            throw new IllegalStateException("an address that leads elsewhere: " + address);
        }
    }

    private static List<Discussion> found(Threads threads) {
        List<Discussion> found = threads.find();
        if (!threads.find().equals(found)) {
            throw new IllegalStateException("asked again, it finds others");
        }
        for (Discussion discussion : found) {
            line(discussion.title(), 301);
            discussion.people().forEach(name -> line(name, 61));
            address(discussion.address());
            if (discussion.mails() < 1 || discussion.mails() > threads.mails()) {
                throw new IllegalStateException(discussion.mails() + " of " + threads.mails() + " mails");
            }
        }
        return found;
    }

    private static final List<String> SUBJECTS = List.of(
            "[PATCH] powerpc/vdso: Separate vvar vma from vdso", "Re: [PATCH] powerpc/vdso: Separate vvar vma from vdso",
            "[PATCH 0/2] powerpc/vdso", "[GIT PULL] powerpc", "[tip: x86/vdso] powerpc/vdso: Move vdso datapage up front", "", "Re: ", "Re: Re: ",
            "[PATCH 5.11 1/9] powerpc/vdso: Separate vvar vma from vdso", "it is broken", "Re: it is broken", "AW: it is broken");

    private static final List<String> TEXTS = List.of(
            "", "since " + Letters.MOVE, "Fixes: 1c4bce675385", "commit " + Letters.SPLIT + " upstream.\n\nLink: https://lore.kernel.org/r/1@x",
            "Commit-ID: " + Letters.MOVE + "\n\nLink: https://lore.kernel.org/r/2@x", "first bad commit: 511157ab641e", "511157ab641f",
            "      powerpc/vdso: Separate vvar vma from vdso\n");

    /** Six bytes a mail: which of a few it is, what it answers, its subject, text, author and date. */
    private static void threads(byte[] input) throws MalformedTable {
        Threads threads = Letters.threads();
        for (int i = 0; i + 5 < input.length && i < 6 * 512; i += 6) {
            int id = Byte.toUnsignedInt(input[i]);
            int up = Byte.toUnsignedInt(input[i + 1]);
            List<String> parents = new ArrayList<>();
            for (int n = 0; n < up >> 6; n++) {
                parents.add((up + n & 31) + "@x");
            }
            threads.add(new Mail(
                    Optional.of((id & 31) + "@x").filter(name -> id < 224), parents, pick(SUBJECTS, input[i + 2]),
                    Optional.of("Ann " + (input[i + 4] & 3)).filter(name -> name.length() > 4), Optional.of(Instant.ofEpochSecond(input[i + 5] << 16)),
                    Optional.of("https://x.org/" + id).filter(address -> id % 3 == 0), pick(TEXTS, input[i + 3])));
        }
        Discussions discussions = new Discussions(found(threads));
        if (!Discussions.read(discussions.write()).equals(discussions)) {
            throw new IllegalStateException("read again, they are others");
        }
    }

    private static String pick(List<String> texts, byte which) {
        return texts.get(Byte.toUnsignedInt(which) % texts.size());
    }
}
