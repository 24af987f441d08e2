package org.vvarmap.matrix;

/** A part of a table that is read only when it is asked for turns out to be broken; see {@link TableJson#read(byte[], java.util.Collection)}. */
public final class BrokenTable extends IllegalArgumentException {

    BrokenTable(String message) {
        super(new MalformedTable(message).getMessage());
    }
}
