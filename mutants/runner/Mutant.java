import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault that a careless hand could make, as the lists beside this folder write it.
 *
 * @param module the list it stands in
 * @param why what goes wrong, in one sentence
 * @param tests that have to catch it, tried in this order
 * @param livesBecause why no test can catch it; empty for one that must be caught
 */
record Mutant(
    String name,
    String module,
    String why,
    List<Edit> edits,
    List<String> tests,
    String livesBecause) {

  /**
   * One replacement.
   *
   * @param file the end of its path, enough to be the only one
   * @param find must stand there once; white space does not matter
   */
  record Edit(String file, String find, String put) {
    private static final Pattern TOKEN = Pattern.compile("\\s+|\\w+|\\W");

    /** The text with the fault in it. */
    String applied(String text) throws Misplaced {
      Matcher place = pattern().matcher(text);
      if (!place.find()) {
        throw new Misplaced(file + " does not contain: " + find);
      }
      int from = place.start();
      int to = place.end();
      if (place.find(from + 1)) {
        throw new Misplaced(file + " contains more than once: " + find);
      }
      return text.substring(0, from) + put + text.substring(to);
    }

    private Pattern pattern() {
      StringBuilder pattern = new StringBuilder();
      Matcher tokens = TOKEN.matcher(find);
      String gap = "";
      while (tokens.find()) {
        if (tokens.group().isBlank()) {
          gap = "\\s+";
        } else {
          pattern.append(gap).append(Pattern.quote(tokens.group()));
          gap = "\\s*";
        }
      }
      return Pattern.compile(pattern.toString());
    }

    /** Whether it changes a constant, which javac copies into whoever uses it. */
    boolean changesConstant() {
      return Pattern.compile("\\b[A-Z][A-Z0-9_]+ =").matcher(find).find();
    }
  }

  /** The place of a mutant is gone, or is not the only one. */
  static final class Misplaced extends Exception {
    Misplaced(String message) {
      super(message);
    }
  }

  /** Everything about it, as one text. */
  String text() {
    return String.join("\n", edits.toString(), tests.toString(), livesBecause);
  }

  /** Reads a list; its file's name is the module. */
  static List<Mutant> read(Path list) throws IOException {
    String module = list.getFileName().toString().replaceFirst("\\.txt$", "");
    List<Mutant> mutants = new ArrayList<>();
    Reader reader = null;
    int number = 0;
    for (String line : Files.readAllLines(list)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        if (reader != null) {
          mutants.add(reader.finished());
        }
        reader = new Reader(list.getFileName() + ":" + number, line.strip(), module);
      } else if (reader == null) {
        throw new IllegalArgumentException(list + ":" + number + ": a mutant begins with its name");
      } else {
        reader.take(line.strip());
      }
    }
    if (reader != null) {
      mutants.add(reader.finished());
    }
    return mutants;
  }

  /** Gathers the lines of one mutant. */
  private static final class Reader {
    private final String where;
    private final String name;
    private final String module;
    private final List<String> why = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> tests = new ArrayList<>();
    private final List<String> find = new ArrayList<>();
    private final List<String> put = new ArrayList<>();
    private String file = "";
    private String livesBecause = "";

    Reader(String where, String name, String module) {
      this.where = where;
      this.name = name;
      this.module = module;
    }

    void take(String line) {
      if (line.equals("-") || line.startsWith("- ")) {
        if (!put.isEmpty()) {
          endEdit();
        }
        find.add(line.substring(1).strip());
      } else if (line.equals("+") || line.startsWith("+ ")) {
        put.add(line.substring(1).strip());
      } else if (line.startsWith("in ")) {
        endEdit();
        file = line.substring(3).strip();
      } else if (line.startsWith("by ")) {
        tests.addAll(List.of(line.substring(3).strip().split("[, ]+")));
      } else if (line.startsWith("lives because ")) {
        livesBecause = line.substring("lives because ".length());
      } else {
        why.add(line);
      }
    }

    private void endEdit() {
      if (!find.isEmpty()) {
        edits.add(new Edit(file, String.join(" ", find), String.join("\n", put)));
      }
      find.clear();
      put.clear();
    }

    Mutant finished() {
      endEdit();
      if (edits.isEmpty() || tests.isEmpty() || why.isEmpty() || file.isEmpty()) {
        throw new IllegalArgumentException(
            where + ": " + name + " needs a sentence, 'in', '-', '+' and 'by'");
      }
      return new Mutant(name, module, String.join(" ", why), edits, tests, livesBecause);
    }
  }
}
