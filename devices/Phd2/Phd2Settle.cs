namespace Sync.Devices.Phd2;

/// <summary>Gives an order after which guiding settles, and follows it to its end.</summary>
internal sealed class Phd2Settle(Phd2Connection line, GuideLog log)
{
    private volatile bool follows;

    /// <summary>Whether an order is under way, also when PHD2 calls it settled already.</summary>
    public bool Follows => follows;

    /// <param name="order">what is to be done</param>
    /// <param name="began">when it was asked for</param>
    /// <param name="cancel">ends the wait; PHD2 goes on</param>
    /// <exception cref="DeviceException">refused, failed, or without a word in time</exception>
    public async Task<SettleResult> Follow(SettleOrder order, DateTimeOffset began, CancellationToken cancel)
    {
        follows = true;
        try
        {
            await Follow(order, cancel);
        }
        finally
        {
            follows = false;
        }
        return Result(order.Settle, began);
    }

    private async Task Follow(SettleOrder order, CancellationToken cancel)
    {
        var judge = new SettleJudge(order.Settle, order.Method, new GuidePace(line.Picture.Exposure), line.Time.GetUtcNow()) { JumpPixels = order.JumpPixels };
        using var watch = line.Watch();
        await order.Give(line, cancel);
        var verdict = Verdict.Open;
        while (!verdict.IsOver)
        {
            var heard = await watch.Next(judge.Until - line.Time.GetUtcNow(), line.Time, cancel);
            verdict = heard is { } said ? judge.See(said.Message, said.At) : Verdict.Failed(judge.WhyLate);
        }
        if (verdict.Failure is { } why)
            throw new DeviceException(line.Name, $"{order.Named} failed: {why}");
    }

    /// <summary>The error of the calm time at the end, for that before it is the dither itself.</summary>
    private SettleResult Result(Settle settle, DateTimeOffset began)
    {
        var now = line.Time.GetUtcNow();
        var calm = log.Over(now - settle.Time, now.AddTicks(1), withSettling: true);
        return new(now - began, calm?.TotalRmsArcseconds);
    }
}
