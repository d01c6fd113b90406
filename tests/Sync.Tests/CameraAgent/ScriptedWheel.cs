using Sync.Devices;

namespace Sync.Tests.CameraAgent;

/// <summary>A filter wheel that turns at once.</summary>
internal sealed class ScriptedWheel : IFilterWheel
{
    public string Name => "scripted wheel";

    public IReadOnlyList<string> Filters { get; } = ["L", "Ha"];

    public string? Current { get; private set; } = "L";

    public Task Connect(CancellationToken cancel) => Task.CompletedTask;

    public Task Select(string filter, CancellationToken cancel)
    {
        if (!Filters.Contains(filter))
            throw new DeviceException(Name, $"has no filter '{filter}'");
        Current = filter;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
