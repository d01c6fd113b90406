using System.Data.Common;
using Dapper;

namespace Sync.Scheduler.Catalogue;

/// <summary>What the wheel of a camera of this profile must hold for the templates that name it.</summary>
public sealed record ProfileFilters(string ProfileId, string Name, IReadOnlyList<string> Filters)
{
    private const string Sql = """
        select p.profile_id as ProfileId, p.name as Name, v.filter as Filter
        from profile p left join template_variant v on v.profile_id = p.profile_id
        order by p.name, p.profile_id, v.filter
        """;

    /// <summary>The profiles with most filters first: that of the main camera.</summary>
    public static IReadOnlyList<ProfileFilters> All(DbConnection c) =>
        [.. c.Query<Row>(Sql)
            .GroupBy(r => (r.ProfileId, r.Name))
            .Select(g => new ProfileFilters(g.Key.ProfileId, g.Key.Name, [.. g.Select(r => r.Filter).OfType<string>().Distinct()]))
            .OrderByDescending(p => p.Filters.Count)
            .ThenBy(p => p.ProfileId, StringComparer.Ordinal)];

    private sealed class Row
    {
        public required string ProfileId { get; init; }

        public required string Name { get; init; }

        public string? Filter { get; init; }
    }
}
