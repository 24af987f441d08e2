package org.vvarmap.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which only so much can be read: what is packed into a megabyte may unpack to a terabyte. */
public final class BoundedStream extends FilterInputStream {

    private long left;
    private long total;

    /**
     * Bounds a stream.
     *
     * @param in the stream
     * @param most how many bytes may be read of it; reading more fails
     */
    public BoundedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    /**
     * Sets the bound anew.
     *
     * @param most how many bytes may be read from here on
     */
    public void allow(long most) {
        left = most;
    }

    /**
     * What was read, whatever was allowed for it.
     *
     * @return the number of bytes so far
     */
    public long total() {
        return total;
    }

    private void took(long bytes) throws IOException {
        left -= Math.max(bytes, 0);
        total += Math.max(bytes, 0);
        if (left < 0) {
            throw new IOException("there is more in it than is read");
        }
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        took(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, (int) Math.min(length, left + 1));
        took(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(Math.min(count, left + 1));
        took(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
