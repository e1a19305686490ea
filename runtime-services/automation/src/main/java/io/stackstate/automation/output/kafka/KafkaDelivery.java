package io.stackstate.automation.output.kafka;

import io.stackstate.automation.output.Delivery;
import io.stackstate.automation.output.DeliveryFailure;
import io.stackstate.automation.output.FailureCategory;
import io.stackstate.automation.output.Notification;
import io.stackstate.automation.output.Outcome;
import io.stackstate.automation.output.SecretSource;
import io.stackstate.automation.output.http.AddressGuard;
import io.stackstate.automation.output.http.BlockedAddressException;
import io.stackstate.automation.output.http.ReadSecrets;
import io.stackstate.automation.output.text.Escape;
import io.stackstate.automation.output.text.Message;
import io.stackstate.automation.output.text.MessageTemplates;
import io.stackstate.automation.output.text.NotificationModel;
import io.stackstate.automation.output.webhook.CloudEvents;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;

/**
 * Writes messages as CloudEvents by their Kafka binding; the key is the notification's id, so that
 * its messages stay in order. Thread-safe.
 */
final class KafkaDelivery implements Delivery {
  private final KafkaTarget target;
  private final KafkaClients clients;
  private final AddressGuard guard;
  private final SecretSource source;
  private final MessageTemplates templates;

  KafkaDelivery(
      KafkaTarget target,
      KafkaClients clients,
      AddressGuard guard,
      SecretSource source,
      MessageTemplates templates) {
    this.target = target;
    this.clients = clients;
    this.guard = guard;
    this.source = source;
    this.templates = templates;
  }

  @Override
  public Outcome deliver(Notification notification, Optional<String> remoteReference) {
    ReadSecrets secrets = new ReadSecrets(source);
    try {
      ProducerRecord<byte[], byte[]> record = record(notification);
      for (KafkaTarget.Server server : target.servers()) {
        check(server.host());
      }
      send(clients.producer(secrets), record);
      return new Outcome.Delivered(Optional.empty());
    } catch (DeliveryFailure e) {
      return secrets.clean(e.outcome());
    }
  }

  /** A message above the limit names fewer members, down to one. */
  private ProducerRecord<byte[], byte[]> record(Notification notification) {
    int named = Math.max(notification.members().size(), notification.failingChecks().size());
    while (true) {
      CloudEvents.Event event = event(notification.naming(named));
      if (event.body().length <= target.maxBodyBytes()) {
        byte[] key = notification.notificationId().toString().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(target.topic(), key, event.body());
        header(record, "content-type", event.contentType());
        event.attributes().forEach((name, value) -> header(record, "ce_" + name, value));
        return record;
      }
      if (named <= 1) {
        throw DeliveryFailure.refused(
            FailureCategory.CONTENT,
            "found a body of "
                + event.body().length
                + " bytes, expected at most "
                + target.maxBodyBytes());
      }
      named /= 2;
    }
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private CloudEvents.Event event(Notification notification) {
    Map<String, Object> model = NotificationModel.of(notification);
    Message message = templates.message(notification, model, Escape.PLAIN);
    return new CloudEvents(target.binary(), target.metadata()).event(message);
  }

  private void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      if (!target.servers().isEmpty()) {
        // Brokers name each other: those names are checked too.
        for (PartitionInfo partition : producer.partitionsFor(target.topic())) {
          if (partition.leader() != null) {
            check(partition.leader().host());
          }
        }
      }
      producer.send(record).get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      clients.forget();
      throw KafkaErrors.of(e.getCause(), target.topic());
    } catch (KafkaException e) {
      clients.forget();
      throw KafkaErrors.of(e, target.topic());
    } catch (IllegalStateException e) {
      // Another message of this output has just given the producer up.
      throw DeliveryFailure.retry(FailureCategory.NETWORK, target.topic() + ": connection lost");
    } catch (java.util.concurrent.TimeoutException e) {
      throw DeliveryFailure.retry(
          FailureCategory.TIMEOUT,
          target.topic() + ": no acknowledgement within " + target.timeout().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeliveryFailure.retry(FailureCategory.NETWORK, "interrupted while sending");
    }
  }

  private void check(String host) {
    try {
      guard.resolve(host.replaceAll("^\\[|]$", ""));
    } catch (BlockedAddressException e) {
      throw DeliveryFailure.refused(FailureCategory.BLOCKED, e.getMessage());
    } catch (UnknownHostException e) {
      throw DeliveryFailure.retry(FailureCategory.DNS, "host not known: " + host);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
