package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.NetworkDesign;
import org.kendall.nn.proxy.Proxy;

class ZeroCostTest extends EvaluatorContract<NetworkDesign> {
  @Override
  protected Evaluator<NetworkDesign> evaluator() {
    return zeroCost(List.of(Proxy.values()));
  }

  @Override
  protected NetworkDesign design() {
    return all(Operation.CONV_3X3);
  }

  @Test
  void cellOfZerosHasFiniteFigures() {
    assertThat(zeroCost(List.of(Proxy.values())).evaluate(all(Operation.NONE), trial()).values())
        .hasSize(13)
        .allMatch(Double::isFinite);
  }

  @Test
  void cellOfZerosComesLast() {
    ZeroCost evaluator = zeroCost(List.of(Proxy.JACOB_COV, Proxy.NASWOT, Proxy.SYNFLOW, Proxy.ZEN));
    evaluator
        .evaluate(all(Operation.NONE), trial())
        .forEach(
            (name, value) ->
                assertThat(value)
                    .as(name)
                    .isLessThan(evaluator.evaluate(design(), trial()).get(name)));
  }

  @Test
  void metricsAreInTheOrderAskedFor() {
    assertThat(zeroCost(List.of(Proxy.PLAIN, Proxy.NASWOT)).metrics())
        .containsExactly(Metric.minimized("plain", ""), Metric.maximized("naswot", ""));
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> zeroCost(List.of()))
        .hasMessage("The proxies (none) must be at least one.");
    assertThatThrownBy(() -> zeroCost(List.of(Proxy.ZEN, Proxy.ZEN)))
        .hasMessage("The proxies ([ZEN, ZEN]) must differ.");
  }

  private TrialContext trial() {
    return context(1, Duration.ofMinutes(1));
  }

  private static ZeroCost zeroCost(List<Proxy> proxies) {
    return new ZeroCost("digits", proxies, 32, 1, 1, 0, 0, 60);
  }

  private static CellNetwork all(Operation operation) {
    return new CellNetwork(Collections.nCopies(6, operation), 4, 1);
  }
}
