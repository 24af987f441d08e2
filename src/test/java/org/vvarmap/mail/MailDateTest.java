package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sat, 27 Mar 2021 18:19:24 +0100 (CET)     | 2021-03-27T17:19:24Z",
        "27 Mar 21 18:19 EST                       | 2021-03-27T23:19:00Z",
        "Mon, 3 Jan 99 01:02:03 GMT                | 1999-01-03T01:02:03Z",
        "Sat Mar 27 2021 - 13:21:03 EST            | 2021-03-27T18:21:03Z",
        "Tue Dec 10 15:47:14 AEDT 2019             | 2019-12-10T04:47:14Z",
        "Fri Mar 26 19:17:20 2021                  | 2021-03-26T19:17:20Z",
        "2021-03-27 17:19:24                       | 2021-03-27T17:19:24Z",
        "2021-03-27T17:19:24.123+05:30             | 2021-03-27T11:49:24Z",
        "March 27, 2021, 5:19 p.m. UTC             | 2021-03-27T17:19:00Z",
        "Sept. 1, 2020, 12:05 a.m.                 | 2020-09-01T00:05:00Z",
        "27 Mar 2021                               | 2021-03-27T00:00:00Z",
        "Sat, 27 Mar 2021 23:59:60 +0000           | 2021-03-27T23:59:59Z",
        "Sat, 27 Mar 2021 10:00:00 +9999           | 2021-03-27T10:00:00Z",
    })
    void readsWhatMailsAndArchivesWrite(String text, String instant) {
        assertThat(MailDate.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "yesterday", "31 Feb 2021 10:00", "2021-13-01", "Thu, 1 Jan 1970 00:00:00 +0000", "1 Jan 99999", "27 Mar 2021 25:00:00",
        "27 Mar 2021 10:77", "0 Jan 2021", "9999-01-01"
    })
    void takesNothingElseForADate(String text) {
        assertThat(MailDate.parse(text)).isEmpty();
    }

    @Property(tries = 500)
    void neverFails(@ForAll String text) {
        MailDate.parse(text);
        MailDate.parse("27 Mar 2021 " + text);
    }
}
