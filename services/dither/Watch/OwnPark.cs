namespace Sync.Dither.Watch;

/// <summary>Whether the mount has parked by itself, or is about to, and was not pointed since.</summary>
internal sealed class OwnPark
{
    private readonly Lock gate = new();
    private int coming;
    private bool parked;

    public bool Has
    {
        get
        {
            lock (gate)
                return parked || coming > 0;
        }
    }

    /// <summary>From here on it parks, whatever is heard.</summary>
    public void Begin()
    {
        lock (gate)
            coming++;
    }

    /// <summary>There was nothing to park.</summary>
    public void Withdraw()
    {
        lock (gate)
            coming--;
    }

    /// <summary>It was tried: well or not, nobody knows where the telescopes point.</summary>
    public void Made()
    {
        lock (gate)
            (coming, parked) = (coming - 1, true);
    }

    /// <summary>An earlier process did it.</summary>
    public void Remember()
    {
        lock (gate)
            parked = true;
    }

    /// <summary>The telescopes point at a target again; a park that is still to come stands.</summary>
    public void Pointed()
    {
        lock (gate)
            parked = false;
    }
}
