package org.kendall.predict;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.SharedValue;
import org.kendall.data.Storage;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.zoo.FloatFile;
import org.kendall.space.Candidate;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.SearchSpace;

/**
 * Trains one expert on its low-fidelity kind alone. What comes out depends on these settings only:
 * no label is in them, and no other expert.
 *
 * @param kind the name of what it learns to rank by
 */
record PretrainExpert(SearchSpace<?> space, Expert expert, String kind) implements Preparation {
  private static final Map<PretrainExpert, SharedValue<Trained>> TRAINED =
      new ConcurrentHashMap<>();

  /** What an expert is, and how it is trained. */
  record Expert(
      Encoder encoder, Loss loss, List<Integer> head, double dropout, Pretraining training)
      implements Serializable {
    <V> ScoringNetwork<V> network(EncoderNetwork<V> encoding) {
      return new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), head));
    }
  }

  /**
   * An expert after its training.
   *
   * @param candidates that it was trained on
   * @param missing those drawn of which its kind is not known; they were left out
   * @param tau between its scores and what it was trained on
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Trained(float[] weights, int candidates, int missing, double tau) {}

  @Override
  public String name() {
    String encoder = expert.encoder.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return "%s expert of %s, %s".formatted(encoder, kind, digest());
  }

  /** Told from all settings: equal experts have one file. */
  private String digest() {
    try {
      byte[] text = toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String file(String prepared) {
    return "%s/experts/%s.bin".formatted(prepared, digest());
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    Trained trained = train();
    Storage.write(file(context.prepared()), FloatFile.bytes(trained.weights));
    return Map.of(
        "candidates", (double) trained.candidates,
        "missing", (double) trained.missing,
        "kendall_tau", trained.tau);
  }

  /** The weights that {@link #prepare} wrote. */
  float[] read(String prepared) {
    return FloatFile.read(
        file(prepared), expert.network(expert.encoder.network(space)).parameters().size());
  }

  /** The weights, trained once in a process. */
  float[] weights() {
    return TRAINED.computeIfAbsent(this, key -> new SharedValue<>()).orLoad(this::train).weights;
  }

  Trained train() {
    return train(expert.encoder.network(space));
  }

  private <V> Trained train(EncoderNetwork<V> encoding) {
    LowFidelitySpace informed = (LowFidelitySpace) space;
    int place = informed.kinds().indexOf(kind);
    List<Candidate> drawn = expert.training.draw(space);
    List<Scored> known =
        drawn.stream()
            .filter(candidate -> informed.lowFidelity(place, candidate).isPresent())
            .map(c -> new Scored(c, informed.lowFidelity(place, c).getAsDouble()))
            .toList();
    if (known.size() < 2) {
      throw new IllegalArgumentException(
          "The candidates drawn of which %s is known (%d of %d) must be at least two.\nMaybe leave the expert out, or make the pool larger."
              .formatted(kind, known.size(), drawn.size()));
    }
    List<Candidate> candidates = known.stream().map(Scored::candidate).toList();
    double[] values = known.stream().mapToDouble(Scored::gain).toArray();
    Inputs.Reader<V> reader = new Inputs.Reader<>(space, encoding, SideInput.none());
    ScoringNetwork<V> network = expert.network(encoding);
    float[] weights =
        new RankingTrainer<>(network, expert.loss, expert.training.schedule(), expert.dropout)
            .train(reader.read(candidates), values, random());
    Ranking ranking = new NeuralRanking<>(network, reader, weights, reader.read(List.of()));
    double tau = KendallTau.of(ranking.score(candidates), values);
    return new Trained(
        weights, known.size(), drawn.size() - known.size(), Double.isNaN(tau) ? 0 : tau);
  }

  /** Its own, so that experts begin with different weights. */
  private SplittableRandom random() {
    return new SplittableRandom(expert.training.seed() * 1_000_003 + kind.hashCode());
  }
}
