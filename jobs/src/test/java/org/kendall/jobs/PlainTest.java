package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
  @Test
  void whatWouldCommandATerminalIsWrittenOut() {
    assertThat(Plain.text("\u001b[31mred\u0007\u009b2J\rover \u202eback\u2028 \u00e9\t\u65e5\n"))
        .isEqualTo("\\u001b[31mred\\u0007\\u009b2J\\u000dover \\u202eback\\u2028 \u00e9\t\u65e5\n");
    assertThat(Plain.text("a\r\nb")).isEqualTo("a\r\nb");
  }

  @Test
  void aMessageThatQuotesAVeryLongValueIsToldWithoutItsMiddle() {
    String message = Plain.message("job.yaml:3: (" + "9".repeat(1 << 20) + ") must be a number.");
    assertThat(message)
        .startsWith("job.yaml:3: (999")
        .endsWith("999) must be a number.")
        .hasSizeLessThan(3_000);
  }
}
