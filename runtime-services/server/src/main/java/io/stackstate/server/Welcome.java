package io.stackstate.server;

/** What a newcomer reads when the platform is ready. Holds the receiver key: never logged. */
final class Welcome {
  private Welcome() {}

  static String text(String url, int receiverPort, String receiverKey, String receiverHost) {
    return """

        StackState is ready.

          API            %s/api
          Agents         %s/receiver/stsAgent  (or http://%s:%d/stsAgent)
          Receiver key   %s

        Next:
          ./stackstate send samples/quickstart/topology.json
          ./stackstate topology query 'domain IN ("shop")'
          ./stackstate status | logs -f | down

        """
        .formatted(url, url, receiverHost, receiverPort, receiverKey);
  }
}
