using Sync.Devices.Simulated.World;
using Sync.Ledger;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Reports;

/// <summary>What a simulated night is judged by.</summary>
/// <param name="Store">the scheduler's</param>
/// <param name="NightId">which night</param>
/// <param name="Records">what the devices recorded</param>
/// <param name="Rounds">all of the night, in their order</param>
/// <param name="Moves">how many were ordered</param>
internal sealed record Evidence(Store Store, Guid NightId, IReadOnlyCollection<TruthRecord> Records, IReadOnlyList<Round> Rounds, int Moves);
