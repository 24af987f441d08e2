package org.vvarmap.extract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class JudgeMain {
    public static void main(String[] args) throws Exception {
        for (Golden golden : Golden.all()) {
            if (!Judge.canJudge(golden) || args.length > 0 && !golden.toString().matches(args[0])) continue;
            Path room = Files.createTempDirectory(Path.of("/tmp/mutate"), "room");
            Judge.Verdict v = new Judge(room, golden).judge(golden.tree().texts(), List.of());
            String s = v.toString();
            System.out.println(golden + ": " + (v instanceof Judge.Seen seen ? "SEEN " + seen.sights().size() : s.substring(0, Math.min(s.length(), 900))));
            if (args.length > 0 && v instanceof Judge.Seen seen) seen.sights().forEach(x -> System.out.println("   " + x));
        }
    }
}
