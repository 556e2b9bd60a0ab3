package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.engine.kind.Commit;
import dev.roomkeeper.server.hub.Journal.Takeover;
import dev.roomkeeper.server.kit.BundledKinds;
import dev.roomkeeper.server.kit.Demanding;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process that writes, and looks for what it had said is kept. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("slow")
@Demanding
class SqlKillTest {
  private static final int ROOMS = 20;

  @TempDir Path directory;

  @Test
  void what_was_kept_is_there_after_a_kill() throws Exception {
    Map<String, Map<Long, String>> told = new HashMap<>();
    for (int round = 0; round < 2; round++) {
      Process process = DataDirectoryTest.process(directory, String.valueOf(ROOMS), "60");
      try (BufferedReader lines = process.inputReader()) {
        read(lines, 500 + 300 * round, told);
        process.destroyForcibly();
        read(lines, Integer.MAX_VALUE, told);
      }
      process.waitFor();
      assertThat(process.exitValue()).isEqualTo(128 + 9);
    }
    try (DataDirectory data = DataDirectory.open(directory);
        SqlDatabase database = SqlDatabase.sqlite(data, BundledKinds.modules());
        SqlJournal journal = new SqlJournal(database, InstantSource.system(), null)) {
      for (String room : told.keySet()) {
        Takeover taken = journal.takeOver(room).join().orElseThrow();
        RandomRoom.recovered(taken);
        Map<Long, String> inLog = new HashMap<>();
        database
            .read(handle ->
                handle
                    .select(
                        "SELECT version, id FROM commit_log WHERE room_id = ? ORDER BY version",
                        room)
                    .map((row, _) -> Map.entry(row.getLong("version"), row.getString("id")))
                    .list())
            .forEach(entry -> inLog.put(entry.getKey(), entry.getValue()));
        assertThat(inLog).containsAllEntriesOf(told.getOrDefault(room, Map.of()));
        Commit newest = taken.commits().getLast();
        assertThat(inLog).hasSize((int) newest.version());
      }
    }
  }

  /** Reads lines of what was kept; a last one that was cut off counts for nothing. */
  private static void read(BufferedReader lines, int most, Map<String, Map<Long, String>> told)
      throws IOException {
    for (int i = 0; i < most; i++) {
      String line;
      try {
        line = lines.readLine();
      } catch (IOException e) {
        return; // the stream was closed with the process
      }
      if (line == null) {
        return;
      }
      String[] words = line.split(" ", -1);
      if (words.length == 5) {
        told.computeIfAbsent(words[1], _ -> new HashMap<>())
            .put(Long.parseLong(words[2]), words[3]);
      }
    }
  }
}
