using Sync.Contracts;
using Sync.Dither.Watch;

namespace Sync.Dither.Safety;

/// <summary>Whether telescopes may be out, as it is known now, and what may move meanwhile.</summary>
internal sealed class Shelter(SafetyRig rig, OwnPark park)
{
    private Devices.Safety? known;

    public Devices.Safety? Known
    {
        get => Volatile.Read(ref known);
        set => Volatile.Write(ref known, value);
    }

    /// <summary>Why a move is not made; null when it may be. Rest and park always may.</summary>
    public string? Forbids(object order) => order switch
    {
        Rest or Park or ParkItself => null,
        Contracts.Dither when park.Has => "The mount has parked itself, for nothing was heard of the scheduler; it must be pointed first.",
        _ when rig.Monitor is null => null,
        _ => Known switch
        {
            null => "It is not known yet whether it is safe to be out.",
            { IsSafe: false, Reason: var reason } => $"It is not safe to be out: {reason}.",
            _ => null,
        },
    };
}
