package io.stackstate.stackpacks.provision;

import io.stackstate.stackpacks.settings.FunctionChecks;
import io.stackstate.stackpacks.settings.SettingsNodes;
import java.time.InstantSource;

/** What StackPacks need of the server that they run on. */
public record StackPackPorts(
    SettingsNodes settings,
    FunctionChecks functions,
    ArchiveStore archives,
    InstanceStore instances,
    DataArrivals arrivals,
    ServerConfig server,
    SecretBox secrets,
    InstantSource clock) {}
