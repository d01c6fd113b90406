namespace Sync.Devices.Phd2;

/// <summary>Sees between moves whether guiding is lost and back. A frame or two without the star are no loss.</summary>
internal sealed class GuidingTurns
{
    private const int LostAfterFrames = 3;
    private readonly Lock gate = new();
    private bool guides;
    private int moves;
    private bool lost;
    private int starless;
    private DateTimeOffset starlessSince;

    public event Action<GuidingTurn>? Turned;

    /// <summary>A move begins; how it ends is told by itself.</summary>
    public void Begin()
    {
        lock (gate)
            moves++;
    }

    /// <summary>A move is over.</summary>
    /// <param name="guides">what is to be expected from now on; null for the same as before, or as another move meanwhile left it</param>
    /// <param name="well">which ends a loss</param>
    public void End(bool? guides, bool well)
    {
        lock (gate)
        {
            moves--;
            this.guides = guides ?? this.guides;
            lost &= !well;
            starless = 0;
        }
    }

    public void See(Phd2Message message, DateTimeOffset at)
    {
        lock (gate)
        {
            if (message is Phd2GuideStep)
                Find(at);
            else if (moves == 0 && guides && !lost && (message is Phd2StarLost ? Miss(at) : Why(message)) is { } why)
                Turn(new(why.At ?? at, Lost: true, why.Words));
        }
    }

    private void Find(DateTimeOffset at)
    {
        starless = 0;
        if (lost && moves == 0)
            Turn(new(at, Lost: false, null));
    }

    private (DateTimeOffset? At, string Words)? Miss(DateTimeOffset at)
    {
        if (starless++ == 0)
            starlessSince = at;
        return starless == LostAfterFrames ? (starlessSince, "its star is lost") : null;
    }

    private static (DateTimeOffset? At, string Words)? Why(Phd2Message message) => message switch
    {
        Phd2Lost gone => (null, $"the connection is lost: {gone.Why}"),
        Phd2Event { Name: "Paused" } => (null, "it was paused"),
        Phd2Event { Name: "GuidingStopped" or "LoopingExposuresStopped" } => (null, "it was stopped, and not from here"),
        Phd2Event { Name: "StartCalibration" } => (null, "it was set to calibrate, and not from here"),
        _ => null,
    };

    private void Turn(GuidingTurn turn)
    {
        lost = turn.Lost;
        Turned?.Invoke(turn);
    }
}
