package org.unroll4j.peers.pytorch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.unroll4j.peers.pytorch.cases.PyTorchCases;
import org.unroll4j.peers.work.Problem;
import org.unroll4j.peers.work.Work;
import org.unroll4j.peers.worker.CaseAnswers;
import org.unroll4j.peers.worker.Peer;
import org.unroll4j.peers.worker.PeerSettings;
import org.unroll4j.peers.worker.PeerTask;

/** PyTorch on the CPU: what {@code nn.LSTM}, {@code nn.GRU} and {@code nn.RNN} call. */
public final class PyTorchPeer implements Peer {

  private PeerSettings settings;

  /** The variant is the folder to which the library is unpacked. */
  @Override
  public void start(PeerSettings settings) {
    this.settings = settings;
    OfficialLibrary.prefer(Path.of(settings.variant()));
    torch.set_num_threads(settings.threads());
    torch.set_num_interop_threads(1);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("java", System.getProperty("java.version"));
    String configuration = torch.show_config().getString();
    facts.put("pytorch", setting(configuration, "TORCH_VERSION"));
    facts.put("blas", setting(configuration, "BLAS_INFO"));
    facts.put("instructions", torch.get_cpu_capability().getString());
    facts.put("threads", Integer.toString(torch.get_num_threads()));
    return facts;
  }

  private static String setting(String configuration, String name) {
    return configuration.replaceAll("(?s).*" + name + "=([\\w.]+).*", "$1");
  }

  @Override
  public Optional<String> refusal(Work work) {
    return Optional.empty();
  }

  @Override
  public PeerTask prepare(Work work, Problem problem) {
    torch.set_num_threads(settings.threads());
    return switch (work.kind()) {
      case TRAIN -> new TrainingTask(work, problem);
      case FORWARD -> new ForwardTask(work, problem);
      case STREAM -> new StreamTask(work, problem, settings.threads());
      case NETWORK -> new NetworkTask(work, problem);
    };
  }

  @Override
  public CaseAnswers cases() {
    torch.set_num_threads(settings.threads());
    return new PyTorchCases();
  }
}
