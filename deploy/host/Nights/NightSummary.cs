namespace Sync.Host.Nights;

internal static class NightSummary
{
    public static async Task<string> Of(NightRun night, HostSettings settings) =>
        Reports.RehearsalText.Of(await Reports.RehearsalReport.Of(night, settings, TimeSpan.FromHours(1), TimeSpan.Zero));
}
