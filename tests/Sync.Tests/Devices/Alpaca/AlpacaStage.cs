using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Clock;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>A scripted server, a device of ours before it, and simulated time.</summary>
internal sealed class AlpacaStage : IDisposable
{
    public SimulatedTime Time { get; } = new(Rehearsal.Evening);

    public TimeSpan Passed => Time.GetUtcNow() - Rehearsal.Evening;

    public void Dispose() => Time.Dispose();

    /// <returns>the orders that the server was given after the device had connected</returns>
    public async Task<IReadOnlyList<string>> Play<T>(AlpacaScript script, Func<DeviceAddress, TimeProvider, T> device, Func<T, Task> test)
        where T : IDevice
    {
        await using var server = new AlpacaServer(script.Answer);
        await using var driver = device(server.Address, Time);
        var connecting = 0;
        await new Rehearsal(Time).Do(async () =>
        {
            await driver.Connect(default);
            connecting = server.Put.Count();
            await test(driver);
        });
        return [.. server.Put.Skip(connecting)];
    }

    public Task<IReadOnlyList<string>> Camera(AlpacaScript script, Func<AlpacaCamera, Task> test) => Play(script, (a, t) => new AlpacaCamera(a, "0", t), test);

    /// <summary>What the device says that it can't.</summary>
    public async Task<string> Fails<T>(AlpacaScript script, Func<DeviceAddress, TimeProvider, T> device, Func<T, Task> test)
        where T : IDevice => (await Assert.ThrowsAsync<DeviceException>(() => Play(script, device, test))).Message;

    public Task<string> CameraFails(AlpacaScript script, Func<AlpacaCamera, Task> test) => Fails(script, (a, t) => new AlpacaCamera(a, "0", t), test);
}
