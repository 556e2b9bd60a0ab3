package dev.roomkeeper.bench;

import java.nio.file.Path;

/** The machine of the measurement. */
public record Machine(String cpu, int cores, long memoryBytes, String kernel, String jdk) {
  public static Machine here() {
    return new Machine(
        ProcText.words(ServerProbe.readProc(Path.of("/proc/cpuinfo")), "model name"),
        Runtime.getRuntime().availableProcessors(),
        ProcText.number(ServerProbe.readProc(Path.of("/proc/meminfo")), "MemTotal") * 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + Runtime.version());
  }
}
