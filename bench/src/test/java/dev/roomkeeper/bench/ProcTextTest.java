package dev.roomkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class ProcTextTest {
  @Test
  void cpu_seconds_are_user_and_system_time_whatever_the_processs_name() {
    String stat =
        "4711 (java (x) 1 2) S 1 4711 4711 0 -1 4194560 100 0 5 0 1234 66 0 0 20 0 30 0 555 9999 88 18446744073709551615";
    assertThat(ProcText.cpuSeconds(stat)).isEqualTo(13.0);
  }

  @Test
  void the_machine_is_idle_while_it_waits_for_a_disk_and_busy_while_its_time_is_stolen() {
    ProcText.CpuTicks ticks =
        ProcText.cpuTicks("cpu  10 1 20 300 40 2 3 4 5 6\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
    assertThat(ticks.busy()).isEqualTo(10 + 1 + 20 + 2 + 3 + 4);
    assertThat(ticks.all()).isEqualTo(380);
  }

  @Test
  void numbers_are_found_by_their_whole_name() {
    String status = "VmHWM:\t  999 kB\nRss:     123456 kB\nwchar: 77\n";
    assertThat(ProcText.number(status, "Rss")).isEqualTo(123456);
    assertThat(ProcText.number(status, "wchar")).isEqualTo(77);
    assertThatThrownBy(() -> ProcText.number(status, "char")).hasMessageContaining("no char");
  }

  @Test
  void words_are_found_or_unknown() {
    String cpuinfo =
        "processor\t: 0\nmodel name\t: AMD EPYC\nprocessor\t: 1\nmodel name\t: other\n";
    assertThat(ProcText.words(cpuinfo, "model name")).isEqualTo("AMD EPYC");
    assertThat(ProcText.words(cpuinfo, "Hardware")).isEqualTo("unknown");
  }

  @Test
  void the_heap_of_the_serial_collector_is_the_sum_of_its_generations() {
    String info =
        """
        4711:
         def new generation   total 78656K, used 2797K [0x1, 0x2, 0x3)
          eden space 69952K,   4% used [0x1, 0x2, 0x3)
          from space 8704K,   0% used [0x1, 0x2, 0x3)
         tenured generation   total 174784K, used 1000K [0x1, 0x2, 0x3)
           the space 174784K,   0% used [0x1, 0x2, 0x3)
         Metaspace       used 4096K, committed 4288K, reserved 1114112K
          class space    used 420K, committed 512K, reserved 1048576K
        """;
    assertThat(ProcText.heapUsedBytes(info)).isEqualTo(3797 * 1024);
  }

  @Test
  void the_heap_of_g1_is_its_one_line() {
    String info =
        """
        4711:
         garbage-first heap   total reserved 6172672K, committed 389120K, used 3094K [0x1, 0x2)
          region size 2048K, 2 young (4096K), 0 survivors (0K)
         Metaspace       used 4096K, committed 4288K, reserved 1114112K
          class space    used 420K, committed 512K, reserved 1048576K
        """;
    assertThat(ProcText.heapUsedBytes(info)).isEqualTo(3094 * 1024);
    assertThatThrownBy(() -> ProcText.heapUsedBytes("Exception")).hasMessageContaining("no heap");
  }

  @Test
  void only_the_jvms_own_options_are_listed_and_no_paths() {
    String cmdline =
        "/opt/jdk/bin/java\0-XX:+UseSerialGC\0-Xmx1g\0-Da=/srv\0-jar\0/srv/x.jar\0-Xnot\0";
    assertThat(ProcText.jvmOptions(cmdline)).containsExactly("-XX:+UseSerialGC", "-Xmx1g");
  }

  @Test
  void this_process_itself_can_be_read() {
    ServerProbe probe = new ServerProbe(ProcessHandle.current().pid());
    assertThat(probe.usage().cpuSeconds()).isPositive();
    ServerProbe.Memory memory = probe.memory();
    assertThat(memory.rssBytes()).isGreaterThan(10_000_000);
    assertThat(memory.heapBytes()).isNotNull().isBetween(100_000L, memory.rssBytes());
    assertThat(Machine.here().cores()).isPositive();
    assertThatThrownBy(() -> new ServerProbe(Integer.MAX_VALUE)).hasMessageContaining("no process");
  }

  @Test
  void the_servers_address_is_found_in_what_it_prints() {
    assertThat(LocalServer.address("Building ...\nRoomkeeper is at http://localhost:41234\n"))
        .isEqualTo(URI.create("http://localhost:41234"));
    assertThat(LocalServer.address("see https://example.org:1/ and http://localhost:0")).isNull();
  }
}
