namespace Sync.Devices.Phd2;

/// <summary>Gives an order after which guiding settles, and follows it to its end.</summary>
internal sealed class Phd2Settle(Phd2Connection line, GuideLog log)
{
    /// <param name="order">what is to be done</param>
    /// <param name="began">when it was asked for</param>
    /// <param name="cancel">ends the wait; PHD2 goes on</param>
    /// <exception cref="DeviceException">refused, failed, or without a word in time</exception>
    public async Task<SettleResult> Follow(SettleOrder order, DateTimeOffset began, CancellationToken cancel)
    {
        var judge = new SettleJudge(order.Settle, order.Method, new GuidePace(line.Picture.Exposure), line.Time.GetUtcNow()) { JumpPixels = order.JumpPixels };
        using var watch = line.Watch();
        await order.Give(line, cancel);
        while (true)
        {
            var heard = await watch.Next(judge.Until - line.Time.GetUtcNow(), line.Time, cancel);
            var verdict = heard is { } said ? judge.See(said.Message, said.At) : Verdict.Failed(judge.WhyLate);
            if (verdict.Failure is { } why)
                throw new DeviceException(line.Name, $"{order.Named} failed: {why}");
            if (verdict.IsOver)
                return Result(order.Settle, began);
        }
    }

    /// <summary>The error of the calm time at the end, for that before it is the dither itself.</summary>
    private SettleResult Result(Settle settle, DateTimeOffset began)
    {
        var now = line.Time.GetUtcNow();
        var calm = log.Over(now - settle.Time, now.AddTicks(1), withSettling: true);
        return new(now - began, calm?.TotalRmsArcseconds);
    }
}

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
