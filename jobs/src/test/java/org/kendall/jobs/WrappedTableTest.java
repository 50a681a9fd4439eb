package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTableTest {
  @Test
  void columnsAreAsWideAsNeededAndNoWiderThanAllowed() {
    WrappedTable table = new WrappedTable(10, 7, 12);
    table.row("KEY", "DEFAULT", "MEANING");
    table.row("a", "[128, 128, 128]", "What it stands for.");

    assertThat(table.toString())
        .isEqualTo(
            "  KEY  DEFAULT  MEANING\n"
                + "  a    [128,    What it\n"
                + "       128,     stands for.\n"
                + "       128]\n");
  }
}
