package org.vvarmap.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Addresses of pages: http and https alone, of bounded length, without names and passwords in them. */
final class Addresses {

    private static final int LONGEST = 500;

    private Addresses() {}

    /** The address, if a reader may be sent there. */
    static Optional<String> web(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean good = (scheme.equals("https") || scheme.equals("http"))
                    && uri.getHost() != null && uri.getUserInfo() == null && text.length() <= LONGEST;
            return good ? Optional.of(uri.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
