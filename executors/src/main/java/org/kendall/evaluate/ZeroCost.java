package org.kendall.evaluate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.SharedValue;
import org.kendall.nn.NetworkDesign;
import org.kendall.nn.proxy.ImageBatch;
import org.kendall.nn.proxy.Proxies;
import org.kendall.nn.proxy.Proxy;
import org.kendall.space.Setting;

/**
 * Scores networks without training them: zero-cost proxies on training images. All candidates see
 * the same images; the weights are drawn from the trial's seed.
 */
@Setting("Scores a network without training it, by zero-cost proxies.")
public record ZeroCost(
    @Setting(value = "A data set that comes with Kendall, or a path.", byDefault = "digits")
        String data,
    @Setting(
            value =
                "Which; the first is the objective unless the job says otherwise. In forward"
                    + " passes of a batch (a backward pass counts as two) params, macs, l2_norm"
                    + " and synflow cost next to nothing, naswot 1, zen 2, grad_norm, snip, plain,"
                    + " fisher, jacob_cov and epe_nas 3, which they share, grasp 9. Larger is"
                    + " better, but of plain.",
            byDefault = "[naswot, synflow, jacob_cov]")
        List<Proxy> proxies,
    @Setting(value = "Images in a batch.", byDefault = "64") int batchSize,
    @Setting(value = "Batches; figures are means.", byDefault = "1") int batches,
    @Setting(value = "Draws of the weights; figures are means.", byDefault = "1") int seeds,
    @Setting(value = "Decides which images are looked at.", byDefault = "0") long splitSeed,
    @Setting(value = "Use at most so many images of all; 0 for all.", byDefault = "0")
        int maxImages,
    @Setting(value = "How long one trial may take.", unit = "seconds", byDefault = "600")
        double timeLimitSeconds)
    implements Evaluator<NetworkDesign>, ClassifiesImages {
  private static final Map<ZeroCost, SharedValue<List<ImageBatch>>> BATCHES =
      new ConcurrentHashMap<>();

  public ZeroCost {
    proxies = List.copyOf(proxies);
    if (Set.copyOf(proxies).size() < proxies.size()) {
      throw new IllegalArgumentException("The proxies (%s) must differ.".formatted(proxies));
    }
    new Proxies(Set.copyOf(proxies), seeds);
    if (batchSize < 2 || batches < 1) {
      throw new IllegalArgumentException(
          "The batch size (%d) must be two at least, and the batches (%d) positive."
              .formatted(batchSize, batches));
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit (%s s) must be positive.".formatted(timeLimitSeconds));
    }
  }

  @Override
  public List<Metric> metrics() {
    return proxies.stream()
        .map(
            proxy ->
                proxy.isLargerBetter()
                    ? Metric.maximized(name(proxy), "")
                    : Metric.minimized(name(proxy), ""))
        .toList();
  }

  private static String name(Proxy proxy) {
    return proxy.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, Double> evaluate(NetworkDesign design, TrialContext context) {
    Runnable check = context.deadline()::check;
    check.run();
    List<ImageBatch> images =
        BATCHES.computeIfAbsent(this, key -> new SharedValue<>()).orLoad(this::load);
    Map<Proxy, Double> scores =
        new Proxies(Set.copyOf(proxies), seeds)
            .of(
                design.network(images.get(0).images().shape()),
                images,
                new Proxies.Run(context.trial().seed(), context.device(), check));
    Map<String, Double> measured = new LinkedHashMap<>();
    proxies.forEach(proxy -> measured.put(name(proxy), scores.get(proxy)));
    return measured;
  }

  private List<ImageBatch> load() {
    return ImageBatches.of(data, batchSize, batches, ImageBatches.splits(splitSeed, maxImages));
  }

  @Override
  public boolean mayRunTwice() {
    return true;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis(Math.round(1000 * timeLimitSeconds));
  }

  @Override
  public void check() {
    shape();
  }
}
