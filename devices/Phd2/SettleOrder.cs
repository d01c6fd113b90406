namespace Sync.Devices.Phd2;

/// <summary>An order after which guiding settles.</summary>
/// <param name="Method">guide or dither</param>
/// <param name="Named">what it is called in errors</param>
/// <param name="Settle">when that is over</param>
/// <param name="Parameters">of the method</param>
internal sealed record SettleOrder(string Method, string Named, Settle Settle, object Parameters)
{
    /// <summary>A new lock position to be set first; null for none.</summary>
    public (double X, double Y)? LockPosition { get; init; }

    /// <summary>How far that is from the one before.</summary>
    public double JumpPixels { get; init; }

    /// <summary>Guides from any state; where it guides already, it only settles.</summary>
    public static SettleOrder Guide(string named, Settle settle) => new("guide", named, settle, new { settle = Limits(settle), recalibrate = false });

    /// <summary>PHD2 counts whole seconds.</summary>
    public static object Limits(Settle settle) => new
    {
        pixels = settle.Pixels,
        time = (int)Math.Ceiling(settle.Time.TotalSeconds),
        timeout = (int)Math.Ceiling(settle.Timeout.TotalSeconds),
    };

    public async Task Give(Phd2Connection line, CancellationToken cancel)
    {
        if (LockPosition is { } to)
            await line.Ask("set_lock_position", new object[] { to.X, to.Y, true }, cancel);
        await line.Ask(Method, Parameters, cancel);
    }
}
