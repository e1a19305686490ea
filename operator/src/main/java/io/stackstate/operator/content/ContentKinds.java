package io.stackstate.operator.content;

import io.stackstate.crds.EventHandler;
import io.stackstate.crds.EventHandlerSpec;
import io.stackstate.crds.Integration;
import io.stackstate.crds.IntegrationRules;
import io.stackstate.crds.IntegrationSpec;
import io.stackstate.crds.Monitor;
import io.stackstate.crds.MonitorRules;
import io.stackstate.crds.MonitorSpec;
import io.stackstate.crds.ServiceToken;
import io.stackstate.crds.ServiceTokenSpec;
import io.stackstate.crds.Settings;
import io.stackstate.crds.SettingsRules;
import io.stackstate.crds.SettingsSpec;
import io.stackstate.crds.StackPack;
import io.stackstate.crds.StackPackRules;
import io.stackstate.crds.StackPackSpec;
import io.stackstate.crds.View;
import io.stackstate.crds.ViewSpec;
import io.stackstate.operator.packages.PackageFetcher;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All kinds of content: a further one is one line here, and its {@link Content}. */
public final class ContentKinds {
  /** The names of the kinds by their plurals. */
  public static final Map<String, String> NAMES =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  EventHandler.PLURAL, EventHandler.KIND,
                  Integration.PLURAL, Integration.KIND,
                  Monitor.PLURAL, Monitor.KIND,
                  ServiceToken.PLURAL, ServiceToken.KIND,
                  Settings.PLURAL, Settings.KIND,
                  StackPack.PLURAL, StackPack.KIND,
                  View.PLURAL, View.KIND)));

  private ContentKinds() {}

  /**
   * Kinds that others refer to come first: packs bring what settings name, settings what views and
   * monitors do.
   */
  public static List<ContentKind<?>> all(
      Surroundings around, PackageFetcher fetcher, TokenVault vault) {
    return List.of(
        ContentKind.of(
            StackPack.class,
            StackPackSpec.class,
            StackPackRules::violations,
            new RemoteSync<>(
                StackPack::new,
                new StackPackSync(around.references(), fetcher, around.clock()),
                around)),
        ContentKind.of(
            Settings.class,
            SettingsSpec.class,
            SettingsRules::violations,
            new RemoteSync<>(Settings::new, new SettingsSync(around.references()), around)),
        ContentKind.of(
            View.class,
            ViewSpec.class,
            ViewSpec::violations,
            new RemoteSync<>(View::new, new ViewSync(), around)),
        ContentKind.of(
            Monitor.class,
            MonitorSpec.class,
            MonitorRules::violations,
            new RemoteSync<>(Monitor::new, new MonitorSync(), around)),
        ContentKind.of(
            EventHandler.class,
            EventHandlerSpec.class,
            EventHandlerSpec::violations,
            new RemoteSync<>(EventHandler::new, new EventHandlerSync(around.references()), around)),
        ContentKind.of(
            Integration.class,
            IntegrationSpec.class,
            IntegrationRules::violations,
            new RemoteSync<>(Integration::new, new IntegrationSync(around.clock()), around)),
        ContentKind.of(
            ServiceToken.class,
            ServiceTokenSpec.class,
            ServiceTokenSpec::violations,
            new RemoteSync<>(
                ServiceToken::new, new ServiceTokenSync(vault, around.clock()), around)));
  }
}
