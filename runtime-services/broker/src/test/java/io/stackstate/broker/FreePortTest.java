package io.stackstate.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreePortTest {

  @Test
  void givesAnotherOneEachTimeBelowThoseOfOutgoingConnections() {
    assertThat(Stream.generate(FreePort::find).limit(200))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 15_000 && port < 32_000);
  }

  @Test
  void whatItGivesCanBeListenedOn() throws Exception {
    int port = FreePort.find();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }
}
