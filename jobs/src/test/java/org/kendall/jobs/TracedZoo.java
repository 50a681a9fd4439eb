package org.kendall.jobs;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.kendall.nn.Volume;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.zoo.Precision;
import org.kendall.nn.zoo.TextShape;
import org.kendall.nn.zoo.TracedNetwork;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.nn.zoo.ZooNoise;

/**
 * All that the job model-schedule-stable-diffusion wants, tiny: modules of the executors' tests in
 * place of the real ones.
 */
record TracedZoo(Path folder) {
  private static final Path MODULES =
      Path.of(System.getProperty("kendall.root"), "executors/src/test/resources/traced");
  private static final int IMAGES = 80;

  static TracedZoo in(Path folder) throws IOException {
    TracedZoo zoo = new TracedZoo(folder);
    Files.createDirectories(folder.resolve("zoo"));
    for (int number = 1; number <= 4; number++) {
      zoo.model("v1-" + number, number % 2 == 0 ? "text-large.pt" : "text-small.pt");
    }
    zoo.copy("decoder.pt", "zoo/decoder.pt");
    Files.writeString(
        folder.resolve("zoo/decoder.json"),
        """
        {"latent": {"channels": 4, "height": 4, "width": 4},
         "image": {"channels": 3, "height": 8, "width": 8}, "type": "FLOAT32", "factor": 0.18215}
        """);
    zoo.copy("encoder.pt", "text.pt");
    zoo.copy("tokenizer.json", "tokenizer.json");
    zoo.copy("features.pt", "inception.pt");
    Files.writeString(folder.resolve("prompts.txt"), "one\ntwo of three\nthree digits\n");
    zoo.pictures();
    return zoo;
  }

  void copy(String module, String to) throws IOException {
    Files.write(folder.resolve(to), Files.readAllBytes(MODULES.resolve(module)));
  }

  private void model(String name, String module) throws IOException {
    byte[] weights = Files.readAllBytes(MODULES.resolve(module));
    ZooModel model =
        new ZooModel(
            name,
            new TracedNetwork(new Volume(4, 4, 4), Precision.FLOAT32, new TextShape(3, 5)),
            new ZooNoise(ZooNoise.Kind.SCALED_LINEAR, 1000),
            Prediction.NOISE,
            500,
            1, // as the job has it
            Zoo.sha256(weights),
            Map.of());
    Zoo.write(folder.resolve("zoo").toString(), model, weights);
  }

  private void pictures() throws IOException {
    Random random = new Random(1);
    Files.createDirectories(folder.resolve("coco"));
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
      for (int place = 0; place < 16; place++) {
        image.setRGB(place % 4, place / 4, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", folder.resolve("coco/%04d.png".formatted(i)).toFile());
    }
  }

  /** What makes the job one about this. */
  List<String> settings() {
    return List.of(
        "evaluate.data=" + folder.resolve("coco"),
        "evaluate.size=4",
        "evaluate.zoo.path=" + folder.resolve("zoo"),
        "evaluate.texts.prompts=" + folder.resolve("prompts.txt"),
        "evaluate.texts.encoder={module: %s, tokenizer: %s, tokens: 3, width: 5, padding: 2}"
            .formatted(folder.resolve("text.pt"), folder.resolve("tokenizer.json")),
        "evaluate.features={module: %s, width: 6}".formatted(folder.resolve("inception.pt")));
  }
}
