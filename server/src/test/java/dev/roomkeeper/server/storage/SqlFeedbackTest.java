package dev.roomkeeper.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomkeeper.server.feedback.Feedback;
import dev.roomkeeper.server.feedback.FeedbackTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.Sort.class)
class SqlFeedbackTest {
  @Parameter TestDatabase.Sort sort = TestDatabase.Sort.SQLITE;
  @TempDir Path directory;
  private TestDatabase.Opened opened;
  private SqlDatabase database;
  private FeedbackTable table;

  @BeforeEach
  void open() {
    opened = sort.in(directory).open();
    database = opened.database();
    table = new SqlFeedback(database);
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @Test
  void it_is_read_page_by_page_newest_first_also_where_two_came_at_once() {
    assertThat(table.page(null, 5)).contains(new FeedbackTable.Page(List.of(), false));
    List<Feedback> newestFirst = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Feedback feedback =
          new Feedback("id" + i, "It's <b>" + i + "</b>\n'); --", i % 2 == 0 ? null : "ä@b", i / 3);
      assertThat(table.add(feedback)).isTrue();
      newestFirst.addFirst(feedback);
    }
    assertThat(table.page(null, 7)).contains(new FeedbackTable.Page(newestFirst, false));
    assertThat(table.page(null, 2))
        .contains(new FeedbackTable.Page(newestFirst.subList(0, 2), true));
    assertThat(table.page("id5", 2))
        .contains(new FeedbackTable.Page(newestFirst.subList(2, 4), true));
    assertThat(table.page("id2", 2))
        .contains(new FeedbackTable.Page(newestFirst.subList(5, 7), false));
    assertThat(table.page("none", 2)).isEmpty();
  }

  @Test
  void what_is_too_much_is_not_kept() {
    database.write(
        "many",
        handle ->
            handle.execute(
                """
                INSERT INTO feedback (id, message, contact, sent_at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                SELECT 'x' || i, 'x', NULL, 0 FROM n\
                """,
                FeedbackTable.ENTRIES_MAX - 1));
    assertThat(table.add(new Feedback("last", "fits", null, 1))).isTrue();
    assertThat(table.add(new Feedback("more", "does not", null, 2))).isFalse();
    assertThat(table.page(null, 1).orElseThrow().entries())
        .extracting(Feedback::id)
        .containsExactly("last");
  }
}
