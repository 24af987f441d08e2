package org.vvarmap.history;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Which commits are in one history and not in another. Threads that read different ABIs ask for the same ones at about the same
 * time, so those that were listed last are remembered; whoever comes while one is being listed waits for it.
 */
final class Listings {

    /** How far one thread may run ahead of another; a kernel release has some ten thousand commits. */
    private static final int REMEMBERED = 8;

    /**
     * Some commits.
     *
     * @param commits their ids
     * @param whole false where there were more than were asked for
     */
    record Listing(Set<ObjectId> commits, boolean whole) {}

    private record Ends(String from, String to, int most) {}

    private static final class Slot {
        private Listing listing;
    }

    private final Map<Ends, Slot> slots = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Ends, Slot> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * The commits that {@code to} has and {@code from} has not.
     *
     * @param reader the caller's own reader of the repository
     * @param most how many to list at most, and one more
     * @throws IOException where a commit is missing or damaged
     */
    Listing list(ObjectReader reader, String from, String to, int most) throws IOException {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(new Ends(from, to, most), ends -> new Slot());
        }
        synchronized (slot) {
            if (slot.listing == null) {
                slot.listing = listed(reader, from, to, most);
            }
            return slot.listing;
        }
    }

    private static Listing listed(ObjectReader reader, String from, String to, int most) throws IOException {
        // Not closed: the walk shares the caller's reader, which stays open.
        RevWalk walk = new RevWalk(reader);
        Set<ObjectId> commits = new HashSet<>();
        try {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
            for (RevCommit commit = walk.next(); commit != null && commits.size() <= most; commit = walk.next()) {
                commits.add(commit.copy());
            }
            return new Listing(commits, commits.size() <= most);
        } catch (OutOfMemoryError e) {
            throw new IOException("a commit takes more memory than there is: it is stored as a difference to others, without end");
        } catch (RuntimeException e) {
            throw new IOException("a commit is damaged (" + e + ")", e);
        } finally {
            walk.dispose();
        }
    }
}
