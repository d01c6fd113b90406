namespace Sync.Scheduler.Checks;

/// <summary>How long to ask whether all is ready. Settings under "Check".</summary>
public sealed class CheckOptions
{
    /// <summary>Who has not answered by then is named. Devices may have to be connected first: longer than CameraAgent:ConnectLimit.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>What a device may take, so that its own reason is told before nobody waits for it.</summary>
    internal TimeSpan DevicesWithin => AnswerWithin - TimeSpan.FromSeconds(5);

    /// <summary>One sentence for each setting that can't be used.</summary>
    public IEnumerable<string> Errors()
    {
        if (AnswerWithin < TimeSpan.FromSeconds(10) || AnswerWithin > TimeSpan.FromMinutes(5))
            yield return $"Check:AnswerWithin is {AnswerWithin}; allowed is 10 seconds to 5 minutes.";
    }
}
