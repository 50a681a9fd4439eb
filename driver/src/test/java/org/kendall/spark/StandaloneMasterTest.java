package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StandaloneMasterTest {
  @Test
  void masterThatListensIsReachable() throws IOException {
    try (ServerSocket listening = listen()) {
      String url = "spark://127.0.0.1:" + listening.getLocalPort();

      assertThatCode(() -> StandaloneMaster.requireReachable(url)).doesNotThrowAnyException();
    }
  }

  @Test
  void oneOfSeveralMastersIsEnough() throws IOException {
    try (ServerSocket listening = listen()) {
      String url = "spark://127.0.0.1:1,127.0.0.1:" + listening.getLocalPort();

      assertThatCode(() -> StandaloneMaster.requireReachable(url)).doesNotThrowAnyException();
    }
  }

  @Test
  void closedPortIsNamedWithAdvice() {
    assertThatThrownBy(() -> StandaloneMaster.requireReachable("spark://127.0.0.1:1"))
        .isInstanceOf(MasterUnreachableException.class)
        .hasMessage(
            "The master spark://127.0.0.1:1 cannot be reached: Connection refused.\n"
                + "Maybe start one with spark-conf/start-cluster.sh, or leave out --master to run on this machine.");
  }

  @Test
  void addressWithoutPortIsRefused() {
    assertThatThrownBy(() -> StandaloneMaster.requireReachable("spark://somewhere"))
        .hasMessageContaining("spark://somewhere cannot be reached: it names no host and port");
  }

  @Test
  void otherClustersAreLeftToSpark() {
    assertThatCode(() -> StandaloneMaster.requireReachable("yarn")).doesNotThrowAnyException();
    assertThatCode(() -> StandaloneMaster.requireReachable("local[*]")).doesNotThrowAnyException();
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
