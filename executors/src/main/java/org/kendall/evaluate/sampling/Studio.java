package org.kendall.evaluate.sampling;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.zoo.Zoo;

/** All that an executor needs to sample and to compare, on one device; opened once per process. */
record Studio(NDManager manager, Sampler sampler, Features features, Reference reference) {
  private static final Map<Key, Studio> OPEN = new ConcurrentHashMap<>();

  private record Key(SampleImages settings, String prepared, Device device) {}

  static Studio of(SampleImages settings, String prepared, Device device) {
    return OPEN.computeIfAbsent(
        new Key(settings, prepared, device), key -> open(settings, prepared, device));
  }

  private static Studio open(SampleImages settings, String prepared, Device device) {
    NativeThreads.settle();
    NDManager manager = NDManager.newBaseManager(device, "PyTorch");
    Zoo zoo = settings.readZoo(prepared);
    zoo.requireWhole();
    RealImages images = RealImages.load(settings.data(), settings.size());
    Features features = Features.open(settings.features(), images.shape(), prepared, manager);
    Reference reference = Reference.of(images, features, manager);
    return new Studio(manager, zoo.open(manager), features, reference);
  }
}
