package org.vvarmap.matrix;

/**
 * How a cell is known.
 *
 * @param kind on what ground
 * @param captures how many live captures confirm it
 */
public record Provenance(Kind kind, int captures) {

    /** The grounds, best first. */
    public enum Kind {
        /** Read from that release's own source. */
        TREE("tree"),
        /** The releases read on both sides agree, and so does every one between them that was read. */
        BOUNDED("bounded"),
        /** Follows from a commit whose files were read before and after. */
        COMMIT("commit");

        private final String json;

        Kind(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return the contract's spelling
         */
        public String json() {
            return json;
        }
    }
}
