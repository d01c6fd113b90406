using Sync.Devices.Simulated.World;
using Sync.Scheduler.Rounds;

namespace Sync.Tests.Integration.Processes;

/// <summary>Waiting for what a night does.</summary>
internal static class JudgedNight
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(60);

    /// <summary>Until every camera of a round has its shutter open, by its own record.</summary>
    /// <param name="night">that is under way</param>
    /// <param name="from">the first round that counts</param>
    public static async Task<Round> ShuttersOpen(this IJudgedNight night, int from)
    {
        Round? found = null;
        await night.Until($"All shutters of a round from {from} on are open", OpenLimit, async () =>
        {
            found = await night.Books.NewestRound();
            if (found is not { CurrentState: nameof(RoundStateMachine.Open) } || found.Number < from)
                return false;
            var truth = night.Truth();
            return found.Cameras.Where(c => c.GrantedAt is not null).All(c =>
                truth.LastOrDefault(r => r.Device == c.Name && r is ShutterOpened or ShutterClosed) is ShutterOpened o && o.At >= found.OpenedAt);
        });
        return found!;
    }
}
