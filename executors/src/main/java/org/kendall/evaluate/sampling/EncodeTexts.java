package org.kendall.evaluate.sampling;

import java.util.Map;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.zoo.TextBank;

/** Encodes the prompts that sampled images follow. */
record EncodeTexts(TextSettings texts) implements Preparation {
  @Override
  public String name() {
    return "texts";
  }

  @Override
  public Map<String, Double> prepare(TrialContext context) {
    TextBank bank =
        texts
            .encoder()
            .encode(texts.prompts(), texts.directory(context.prepared()), context.device());
    return Map.of("prompts", (double) bank.prompts());
  }
}
