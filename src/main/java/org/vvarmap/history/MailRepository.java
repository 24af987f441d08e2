package org.vvarmap.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * An archive of mails in git, as public-inbox keeps it. In its second form each commit brings one mail, the file {@code m} at
 * the root; in the first the newest tree holds all mails, at paths of 2 and 38 hexadecimal digits. Nothing in it is written.
 */
public final class MailRepository implements AutoCloseable {

    /** No list takes a mail nearly as large, in bytes. */
    private static final int LARGEST = 4 << 20;

    private static final Pattern FIRST_FORM = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{38}");

    private final String name;
    private final Repository repository;

    /** Reads a repository that is open already. It is closed with this. */
    MailRepository(String name, Repository repository) {
        this.name = name;
        this.repository = repository;
    }

    /**
     * Whether a folder is a git directory, or a work tree with one.
     *
     * @param folder a folder
     * @return whether it looks like one
     */
    public static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(Constants.DOT_GIT))
                || Files.isRegularFile(folder.resolve(Constants.HEAD)) && Files.isDirectory(folder.resolve(Constants.OBJECTS))
                        && Files.isDirectory(folder.resolve("refs"));
    }

    /**
     * Opens an archive.
     *
     * @param folder the git directory, or a work tree
     * @return the archive
     * @throws RepositoryFailure where it is none
     */
    public static MailRepository open(Path folder) throws RepositoryFailure {
        try {
            PlainSystem.install();
            LooseFiles.checkAll(folder);
            FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
            Path inner = folder.resolve(Constants.DOT_GIT);
            builder.setGitDir((Files.exists(inner) ? inner : folder).toFile());
            return new MailRepository(folder.toString(), builder.setup().build());
        } catch (RepositoryNotFoundException e) {
            throw new RepositoryFailure(folder + " is no git repository");
        } catch (IOException | IllegalArgumentException e) {
            throw new RepositoryFailure(folder + " cannot be opened: " + e.getMessage());
        }
    }

    /**
     * Hands over the mails, the newest first. One that is missing or larger than any mail is passed over.
     *
     * @param mails receives the bytes of each
     * @return how many were passed over
     * @throws RepositoryFailure where the repository cannot be read, or holds something other than mails
     */
    public int read(Consumer<byte[]> mails) throws RepositoryFailure {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectId head = head();
            try (RevWalk walk = new RevWalk(reader)) {
                RevCommit newest = walk.parseCommit(head);
                if (isSecondForm(reader, newest)) {
                    return byCommit(reader, walk, newest, mails);
                }
            }
            return byPath(reader, head, mails);
        } catch (IOException e) {
            throw new RepositoryFailure(name + " cannot be read: " + e.getMessage());
        }
    }

    private ObjectId head() throws IOException, RepositoryFailure {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            // A mirror may name a branch that it does not have.
            head = repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream().findFirst().map(Ref::getObjectId)
                    .orElseThrow(() -> new RepositoryFailure(name + " has no commits"));
        }
        return head;
    }

    private static boolean isSecondForm(ObjectReader reader, RevCommit commit) throws IOException {
        try (TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(commit.getTree());
            return tree.next() && (tree.getPathString().equals("m") || tree.getPathString().equals("d"))
                    && tree.getFileMode(0).getObjectType() == Constants.OBJ_BLOB;
        }
    }

    private static int byCommit(ObjectReader reader, RevWalk walk, RevCommit newest, Consumer<byte[]> mails) throws IOException {
        int passedOver = 0;
        walk.setRetainBody(false);
        walk.markStart(newest);
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
            try (TreeWalk tree = TreeWalk.forPath(reader, "m", commit.getTree())) {
                passedOver += tree == null || hand(reader, tree.getObjectId(0), mails) ? 0 : 1;
            }
        }
        return passedOver;
    }

    private int byPath(ObjectReader reader, ObjectId head, Consumer<byte[]> mails) throws IOException, RepositoryFailure {
        int passedOver = 0;
        int seen = 0;
        try (RevWalk walk = new RevWalk(reader); TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(walk.parseTree(head));
            tree.setRecursive(true);
            while (tree.next()) {
                boolean file = FileMode.REGULAR_FILE.equals(tree.getRawMode(0));
                if (file && FIRST_FORM.matcher(tree.getPathString()).matches()) {
                    passedOver += hand(reader, tree.getObjectId(0), mails) ? 0 : 1;
                    seen++;
                } else if (seen == 0) {
                    break;
                }
            }
        }
        if (seen == 0) {
            throw new RepositoryFailure(name + " is a git repository, but no archive of mails: it has neither a file m nor files"
                    + " at paths of 2 and 38 hexadecimal digits");
        }
        return passedOver;
    }

    private static boolean hand(ObjectReader reader, ObjectId id, Consumer<byte[]> mails) throws IOException {
        try {
            ObjectLoader mail = reader.open(id, Constants.OBJ_BLOB);
            if (mail.getSize() > LARGEST) {
                return false;
            }
            mails.accept(mail.getBytes(LARGEST));
            return true;
        } catch (MissingObjectException | LargeObjectException e) {
            return false;
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
