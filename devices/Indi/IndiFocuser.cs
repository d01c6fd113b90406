namespace Sync.Devices.Indi;

/// <summary>A focuser behind an INDI server, one that knows its absolute position.</summary>
public sealed class IndiFocuser(DeviceAddress address, string device, TimeProvider time) : IFocuser
{
    private const string Absolute = "ABS_FOCUS_POSITION";
    private const string Value = "FOCUS_ABSOLUTE_POSITION";
    private const string Most = "FOCUS_MAX";
    private const int FarthestSteps = 100_000_000;
    private static readonly TimeSpan MoveLimit = TimeSpan.FromMinutes(5);
    private readonly IndiConnection line = new(address, device, time);

    public string Name => device;

    public int Position => IndiReading.Whole(line, Absolute, Value, -FarthestSteps, FarthestSteps);

    public int HighestPosition => IndiReading.Whole(line, Most, "FOCUS_MAX_VALUE", 0, FarthestSteps);

    public Task Connect(CancellationToken cancel) => IndiPlug.Connect(line, cancel, Absolute, Most);

    public async Task Move(int position, CancellationToken cancel)
    {
        if (position < 0 || position > HighestPosition)
            throw new DeviceException(device, $"can't go to {position}; 0 to {HighestPosition} is allowed");
        if (position == Position && line.Need(Absolute).State != IndiState.Busy)
            return;
        try
        {
            await IndiMotion.Run(line, IndiRequest.Number(device, Absolute, (Value, position)),
                v => v.State == IndiState.Busy || IsAt(v, position), MoveLimit, $"move to {position}", cancel);
        }
        catch (OperationCanceledException)
        {
            await Stop();
            throw;
        }
        if (Position != position)
            throw new DeviceException(device, $"stopped at {Position} on the way to {position}");
    }

    public Task<double?> Celsius(CancellationToken cancel) =>
        Task.FromResult<double?>(line.Find("FOCUS_TEMPERATURE") is { State: not IndiState.Alert } told && told.Has("TEMPERATURE") ? line.Number("FOCUS_TEMPERATURE", "TEMPERATURE") : null);

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task Stop()
    {
        if (line.Find("FOCUS_ABORT_MOTION") is not null)
            await line.Send(IndiRequest.Switch(device, "FOCUS_ABORT_MOTION", "ABORT"), CancellationToken.None);
        await line.WaitFor(Absolute, v => v.State != IndiState.Busy, MoveLimit, "end of the motion", CancellationToken.None);
    }

    private static bool IsAt(IndiVector now, int position) => Math.Abs(now.Number(Value) - position) < 0.5;
}
