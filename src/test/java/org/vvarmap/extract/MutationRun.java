package org.vvarmap.extract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

final class MutationRun {
    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[0]);
        int per = Integer.parseInt(args[1]);
        String only = args.length > 2 ? args[2] : ".*";
        String ops = args.length > 3 ? args[3] : ".*";
        Map<String, int[]> table = new TreeMap<>();
        Map<String, Integer> why = new TreeMap<>();
        for (Golden golden : Golden.all()) {
            if (!Judge.canJudge(golden) || !golden.toString().matches(only)) continue;
            Path room = Files.createTempDirectory(Path.of("/tmp/mutate"), "room");
            Judge judge = new Judge(room, golden);
            Judge.Verdict base = judge.judge(golden.tree().texts(), List.of());
            if (!(base instanceof Judge.Seen)) { continue; }
            Layout original = Golden.read(golden.tree(), golden.abi());
            List<String> baseWrong = Comparison.wrong(original, (Judge.Seen) base);
            if (!baseWrong.isEmpty()) System.out.println("BASE " + golden + " " + baseWrong);
            Random random = new Random(seed + golden.toString().hashCode());
            Map<String, String> files = new LinkedHashMap<>();
            golden.tree().texts().forEach((p, t) -> { if (p.endsWith(".c") && !p.startsWith("fs/") && !p.equals("mm/mremap.c") && !p.contains("genvdso") && (!p.equals("mm/mmap.c") || t.contains("make_special")) || p.endsWith(".h") && !p.contains("vdso2c")) { files.put(p, t); } });
            for (int n = 0; n < per; n++) {
                String op = Mutator.NAMES.get(random.nextInt(Mutator.NAMES.size()));
                if (!op.matches(ops)) continue;
                Mutator.Mutant m = null;
                for (int t = 0; t < 5 && m == null; t++) m = Mutator.mutate(op, files, random);
                if (m == null) continue;
                int[] row = table.computeIfAbsent(op, k -> new int[6]);
                MapTree tree = golden.tree().with(m.path(), m.text());
                Layout layout;
                try { layout = Golden.read(tree, golden.abi()); } catch (Throwable e) { System.out.println("THROWS " + golden + " " + m.what() + " " + e); continue; }
                row[0]++;
                boolean unknown = !Golden.reasons(layout).isEmpty();
                boolean nothingKnown = layout.facts().values().stream().noneMatch(f -> f.isKnown());
                if (nothingKnown) { row[1]++; continue; }
                Judge.Verdict v = judge.judge(tree.texts(), m.open());
                if (v instanceof Judge.NoKernel) { row[4]++; continue; }
                if (v instanceof Judge.NoProcess) { row[5]++; continue; }
                Judge.Seen seen = (Judge.Seen) v;
                boolean error = seen.sights().stream().anyMatch(s -> s.facts().containsKey("error"));
                if (error) { row[5]++; continue; }
                List<String> wrong = Comparison.wrong(layout, seen);
                if (wrong.isEmpty()) { row[unknown ? 1 : layout.differences(original).isEmpty() ? 3 : 2]++; continue; }
                // WRONG
                table.computeIfAbsent(op + " WRONG", k -> new int[6])[0]++;
                System.out.println("WRONG " + golden + " [" + op + "] " + m.what());
                wrong.stream().limit(3).forEach(w -> System.out.println("      " + w));
            }
            try (var s = Files.walk(room)) { s.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete()); }
        }
        System.out.println("operator: mutants | unknown changed same noKernel noProcess");
        int[] sum = new int[6]; int wrongs = 0;
        for (var e : table.entrySet()) { System.out.println(e.getKey() + ": " + java.util.Arrays.toString(e.getValue())); if (e.getKey().endsWith("WRONG")) wrongs += e.getValue()[0]; else for (int i = 0; i < 6; i++) sum[i] += e.getValue()[i]; }
        System.out.println("ALL " + java.util.Arrays.toString(sum) + " WRONG " + wrongs);
    }
}
