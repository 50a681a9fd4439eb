package org.kendall.predict;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Preparation;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * A dynamic ensemble of low-fidelity experts (DELE; Zhao et al., "Dynamic Ensemble of Low-Fidelity
 * Experts: Mitigating NAS Cold-Start", AAAI 2023): one network for each kind of low-fidelity
 * information learns to rank by it, and one that weighs the experts for each architecture is
 * trained with all of them on what was measured.
 *
 * <p>Differs from the authors' code: experts are trained apart from each other, each with its own
 * batches, so that each is a task of its own; the moments of Adam begin anew with what was
 * measured; architectures that mean the same network are one, and those of which a kind is missing
 * are left out for its expert.
 */
@Setting(
    "DELE: an expert for each low-fidelity kind, trained before anything is measured, and a gate.")
public record Dele(
    @Setting(value = "What turns an architecture into numbers.", byDefault = "gates")
        Encoder encoder,
    @Setting(value = "What training makes small.", byDefault = "hinge") Loss loss,
    @Setting(
            value = "Units of the hidden layers between code and score.",
            byDefault = "[300, 300, 300, 300, 300]")
        List<Integer> head,
    @Setting(value = "Share of the heads' hidden units dropped in training.", byDefault = "0.1")
        double dropout,
    @Setting(value = "Passes over all architectures in a fit.", byDefault = "200") int epochs,
    @Setting(value = "Architectures in a step of a fit.", byDefault = "512") int batchSize,
    @Setting(value = "Learning rate of Adam in a fit.", byDefault = "0.001") double learningRate,
    @Setting(value = "What becomes of that rate.", byDefault = "none") Decay decay,
    @Setting(
            value = "The low-fidelity kinds that have an expert; left out: all of them.",
            byDefault = "[]")
        List<String> experts,
    @Setting(value = "What comes before the first fit.", byDefault = "{}") Pretraining pretraining)
    implements Pretrained {
  public Dele {
    head = List.copyOf(head);
    experts = List.copyOf(experts);
    new NeuralRanker( // checks what both have
        encoder,
        loss,
        head,
        dropout,
        epochs,
        batchSize,
        learningRate,
        0,
        decay,
        NeuralRanker.Features.NONE);
    if (loss.rivals() > 0) {
      throw new IllegalArgumentException(
          "The loss (%s) must be one of scores, not of comparisons."
              .formatted(loss.getClass().getSimpleName()));
    }
  }

  /** With the settings of the paper. */
  public Dele() {
    this(
        new Gates(),
        new PairwiseHinge(),
        List.of(300, 300, 300, 300, 300),
        0.1,
        200,
        512,
        1e-3,
        Decay.NONE,
        List.of(),
        new Pretraining());
  }

  @Override
  public void check(SearchSpace<?> space) {
    encoder.check(space);
    List<String> there = Views.requireLowFidelity("DELE", space).kinds();
    for (String kind : experts) {
      if (!there.contains(kind)) {
        throw new IllegalArgumentException(
            "The experts (%s) must be low-fidelity kinds of the job; there are %s."
                .formatted(kind, String.join(", ", there)));
      }
    }
  }

  private List<String> kinds(SearchSpace<?> space) {
    return experts.isEmpty() ? Views.requireLowFidelity("DELE", space).kinds() : experts;
  }

  /** Of each expert its training, in the order of the experts. */
  List<PretrainExpert> trainings(SearchSpace<?> space) {
    PretrainExpert.Expert expert =
        new PretrainExpert.Expert(encoder, loss, head, dropout, pretraining);
    return kinds(space).stream().map(kind -> new PretrainExpert(space, expert, kind)).toList();
  }

  @Override
  public List<Preparation> preparations(SearchSpace<?> space) {
    return List.copyOf(trainings(space));
  }

  @Override
  public Predictor startingFrom(String prepared) {
    return new FromFiles(this, prepared);
  }

  @Override
  public EnsembleRanking<?> fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    return fit(space, seen, random, PretrainExpert::weights);
  }

  private EnsembleRanking<?> fit(
      SearchSpace<?> space,
      List<Scored> seen,
      RandomGenerator random,
      Function<PretrainExpert, float[]> weights) {
    check(space);
    GaussianProcess.requireTwo(seen);
    return new Fit<>(this, space, encoder.network(space)).of(seen, random, weights);
  }

  /** The same, with experts that were trained before. */
  private record FromFiles(Dele dele, String prepared) implements Predictor {
    @Override
    public void check(SearchSpace<?> space) {
      dele.check(space);
    }

    @Override
    public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      return dele.fit(space, seen, random, training -> training.read(prepared));
    }
  }

  /** What a fit works with. */
  private record Fit<V>(Dele dele, SearchSpace<?> space, EncoderNetwork<V> encoding) {
    EnsembleRanking<V> of(
        List<Scored> seen, RandomGenerator random, Function<PretrainExpert, float[]> weights) {
      List<PretrainExpert> trainings = dele.trainings(space);
      ScoringNetwork<V> expert = trainings.get(0).expert().network(encoding);
      ScoreHead gateHead = new ScoreHead(encoding.width(), dele.head, trainings.size());
      EnsembleNetwork<V> network =
          new EnsembleNetwork<>(expert, new ScoringNetwork<>(encoding, 0, gateHead));
      Inputs.Reader<V> reader = new Inputs.Reader<>(space, encoding, SideInput.none());
      List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
      double[] gains = seen.stream().mapToDouble(Scored::gain).toArray();
      float[] first = first(network, trainings.stream().map(weights).toList(), random);
      float[] last =
          new RankingTrainer<>(network, dele.loss, dele.schedule(), dele.dropout)
              .train(reader.read(candidates), gains, first, random);
      return new EnsembleRanking<>(network, reader, last, dele.kinds(space));
    }

    /** Experts as they were trained, and a gate that is drawn. */
    private static <V> float[] first(
        EnsembleNetwork<V> network, List<float[]> experts, RandomGenerator random) {
      float[] first = new float[network.parameters().size()];
      int next = 0;
      for (float[] expert : experts) {
        System.arraycopy(expert, 0, first, next, expert.length);
        next += expert.length;
      }
      float[] gate = network.gate().parameters().draw(random);
      System.arraycopy(gate, 0, first, next, gate.length);
      return first;
    }
  }

  private RankingTrainer.Schedule schedule() {
    return new RankingTrainer.Schedule(epochs, batchSize, learningRate, 0, decay);
  }
}
