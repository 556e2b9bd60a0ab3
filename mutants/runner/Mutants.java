import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Tries the mutants of the lists and says which are caught: see README.md beside this folder. */
final class Mutants {
  private final Workshop workshop;
  private final Path results;
  private final boolean again;
  private final Map<String, Future<Trial.Verdict>> unmutated = new ConcurrentHashMap<>();
  private final ExecutorService tests = Executors.newVirtualThreadPerTaskExecutor();

  private Mutants(Workshop workshop, boolean again) throws IOException {
    this.workshop = workshop;
    this.again = again;
    results = Files.createDirectories(workshop.root().resolve("target/mutants/results"));
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("mutants.root"));
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean again = names.remove("--again");
    boolean onlyList = names.remove("--list");
    boolean onlyCheck = names.remove("--check");
    int jobs = 1;
    int jobsAt = names.indexOf("-j");
    if (jobsAt >= 0) {
      jobs = Integer.parseInt(names.get(jobsAt + 1));
      names.subList(jobsAt, jobsAt + 2).clear();
    }
    List<Mutant> chosen = chosen(all(root), names);
    if (onlyCheck) {
      System.exit(haveTheirPlaces(root, chosen) ? 0 : 1);
    }
    if (onlyList) {
      chosen.forEach(mutant -> System.out.println(mutant.name() + ": " + mutant.why()));
      return;
    }
    boolean allCaught;
    try (Workshop workshop = Workshop.open(root)) {
      allCaught = new Mutants(workshop, again).tryAll(chosen, jobs);
    }
    System.exit(allCaught ? 0 : 1);
  }

  private static List<Mutant> all(Path root) throws IOException {
    List<Mutant> all = new ArrayList<>();
    try (Stream<Path> lists = Files.list(root.resolve("mutants"))) {
      for (Path list : lists.filter(file -> file.toString().endsWith(".txt")).sorted().toList()) {
        all.addAll(Mutant.read(list));
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (Mutant mutant : all) {
      if (!names.add(mutant.name())) {
        throw new IllegalArgumentException("two mutants are called " + mutant.name());
      }
    }
    return all;
  }

  /** Whether each could be put in as the sources stand now; says which could not. */
  private static boolean haveTheirPlaces(Path root, List<Mutant> mutants) throws IOException {
    int wrong = 0;
    try (Workshop sources = Workshop.uncopied(root)) {
      for (Mutant mutant : mutants) {
        try {
          Map<Path, String> changed = new LinkedHashMap<>();
          for (Mutant.Edit edit : mutant.edits()) {
            Path file = sources.source(edit.file());
            String text = changed.getOrDefault(file, Files.readString(file));
            changed.put(file, edit.applied(text));
          }
          for (String test : mutant.tests()) {
            sources.test(test);
          }
        } catch (Mutant.Misplaced e) {
          System.out.println(mutant.name() + ": " + e.getMessage());
          wrong++;
        }
      }
    }
    System.out.println(mutants.size() - wrong + " of " + mutants.size() + " have their place");
    return wrong == 0;
  }

  private static List<Mutant> chosen(List<Mutant> all, List<String> names) {
    if (names.isEmpty()) {
      return all;
    }
    List<Mutant> chosen = new ArrayList<>();
    for (String name : names) {
      List<Mutant> found =
          all.stream()
              .filter(mutant -> mutant.name().equals(name) || mutant.module().equals(name))
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("there is neither a mutant nor a list called " + name);
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private boolean tryAll(List<Mutant> mutants, int jobs) throws Exception {
    Map<Mutant, Future<Trial.Verdict>> trials = new LinkedHashMap<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
      for (Mutant mutant : mutants) {
        trials.put(mutant, workers.submit(() -> verdict(mutant)));
      }
    }
    Map<String, int[]> scores = new LinkedHashMap<>(); // caught, of those that may be; wrong
    List<String> alive = new ArrayList<>();
    for (var trial : trials.entrySet()) {
      Mutant mutant = trial.getKey();
      int[] score = scores.computeIfAbsent(mutant.module(), _ -> new int[3]);
      boolean mayLive = !mutant.livesBecause().isEmpty();
      switch (trial.getValue().get()) {
        case Trial.Verdict.Caught _ when !mayLive -> score[0]++;
        case Trial.Verdict.Caught(var by) -> {
          alive.add(mutant.name() + " is said to live, and is caught by " + by);
          score[2]++;
        }
        case Trial.Verdict.Survived() ->
            alive.add(
                mutant.name() + " lives: " + (mayLive ? mutant.livesBecause() : mutant.why()));
        case Trial.Verdict.Wrong(var why) -> {
          alive.add(mutant.name() + " says nothing: " + why);
          score[2]++;
        }
      }
      score[1]++;
    }
    return report(scores, alive);
  }

  private static boolean report(Map<String, int[]> scores, List<String> alive) {
    System.out.println();
    int caught = 0;
    int all = 0;
    int wrong = 0;
    for (var each : scores.entrySet()) {
      int[] score = each.getValue();
      System.out.printf("%-10s %3d of %3d caught%n", each.getKey(), score[0], score[1]);
      caught += score[0];
      all += score[1];
      wrong += score[2];
    }
    System.out.printf("%-10s %3d of %3d caught, %d %%%n", "all", caught, all, caught * 100 / all);
    alive.forEach(line -> System.out.println("  " + line));
    return wrong == 0 && caught >= all * 95 / 100;
  }

  // --- One mutant ---

  private Trial.Verdict verdict(Mutant mutant) throws Exception {
    Path kept = results.resolve(mutant.name());
    String key = key(mutant);
    if (!again && Files.exists(kept)) {
      List<String> lines = Files.readAllLines(kept);
      if (lines.size() == 2 && lines.getFirst().equals(key)) {
        Trial.Verdict known =
            lines.getLast().isEmpty()
                ? new Trial.Verdict.Survived()
                : new Trial.Verdict.Caught(lines.getLast());
        tell(mutant, known, "known");
        return known;
      }
    }
    long began = System.nanoTime();
    Trial.Verdict verdict = unmutated(mutant);
    if (verdict instanceof Trial.Verdict.Survived) {
      verdict = new Trial(workshop, scratch(mutant.name())).run(mutant);
    }
    tell(mutant, verdict, (System.nanoTime() - began) / 1_000_000_000 + " s");
    switch (verdict) {
      case Trial.Verdict.Caught(var by) -> Files.writeString(kept, key + "\n" + by + "\n");
      case Trial.Verdict.Survived() -> Files.writeString(kept, key + "\n\n");
      case Trial.Verdict.Wrong _ -> Files.deleteIfExists(kept);
    }
    return verdict;
  }

  private Path scratch(String name) {
    return workshop
        .root()
        .resolve(
            "target/mutants/scratch/"
                + ProcessHandle.current().pid()
                + "-"
                + name.replaceAll("[#/]", "-"));
  }

  /** As long as this stays the same, so does what came of it. */
  private String key(Mutant mutant) throws IOException {
    StringBuilder all = new StringBuilder(mutant.text());
    try {
      for (Mutant.Edit edit : mutant.edits()) {
        all.append(Files.readString(workshop.source(edit.file())));
      }
      for (String test : mutant.tests()) {
        all.append(Files.readString(workshop.test(test)));
      }
    } catch (Mutant.Misplaced e) {
      return "";
    }
    return Workshop.hash(all.toString().getBytes());
  }

  /** Whether its tests pass without it; if not, they say nothing of it. */
  private Trial.Verdict unmutated(Mutant mutant) throws Exception {
    for (String test : mutant.tests()) {
      Future<Trial.Verdict> run =
          unmutated.computeIfAbsent(
              test,
              name ->
                  tests.submit(
                      () -> {
                        try {
                          return passes(name);
                        } catch (Mutant.Misplaced e) {
                          return new Trial.Verdict.Wrong(e.getMessage());
                        }
                      }));
      switch (run.get()) {
        case Trial.Verdict.Survived _ -> {}
        case Trial.Verdict.Wrong wrong -> {
          return wrong;
        }
        case Trial.Verdict.Caught(var by) -> {
          return new Trial.Verdict.Wrong("without any mutant fails " + by);
        }
      }
    }
    return new Trial.Verdict.Survived();
  }

  private Trial.Verdict passes(String test) throws Exception {
    Path kept = results.resolve("without-" + test.replaceAll("[#/]", "-"));
    String key = Workshop.hash(Files.readAllBytes(workshop.test(test)));
    if (!again && Files.exists(kept) && Files.readString(kept).equals(key)) {
      return new Trial.Verdict.Survived();
    }
    Trial.Verdict verdict = new Trial(workshop, scratch("without-" + test)).runWithout(test);
    if (verdict instanceof Trial.Verdict.Survived) {
      Files.writeString(kept, key);
    }
    return verdict;
  }

  private static void tell(Mutant mutant, Trial.Verdict verdict, String took) {
    String line =
        switch (verdict) {
          case Trial.Verdict.Caught(var by) -> "caught  " + mutant.name() + " by " + by;
          case Trial.Verdict.Survived() -> "LIVES   " + mutant.name() + ": " + mutant.why();
          case Trial.Verdict.Wrong(var why) -> "ERROR   " + mutant.name() + ": " + why;
        };
    System.out.println(line + " (" + took + ")");
  }
}
