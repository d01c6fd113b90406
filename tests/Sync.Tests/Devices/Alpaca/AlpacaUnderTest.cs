using Sync.Devices;
using Sync.Tests.Devices.Alpaca.Served;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>
/// What the conformance suites run on: the simulated rig behind a server, in simulated time; or, where SYNC_TEST_ALPACA gives its
/// host:port, a real server, and of each type its device 0. Then in real time, and one suite after the other, for they share the devices.
/// </summary>
internal sealed class AlpacaUnderTest
{
    public const string Collection = "Alpaca under test";

    private static readonly string? Given = Environment.GetEnvironmentVariable("SYNC_TEST_ALPACA");
    private readonly SimulatedAlpaca? served = Given is null ? new() : null;

    public static bool IsReal => Given is not null;

    public TimeProvider Time => served?.Time ?? TimeProvider.System;

    public DeviceAddress Address => served?.Address ?? DeviceAddress.Parse(Given!, DeviceAddress.UsualAlpacaPort);

    public Task Stop() => served?.Stop() ?? Task.CompletedTask;
}
