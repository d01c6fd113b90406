using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Devices.Solving;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Solving;

/// <summary>Debian's real astap_cli, with a star database made of the Tycho-2 stars around each frame, for Debian has none.</summary>
[Trait("Needs", "astap")]
public sealed class AstapTests(ITestOutputHelper output) : TrueSkyConformance(output), IDisposable
{
    private readonly string catalogue = Directory.CreateTempSubdirectory("sync-astap-").FullName;

    public void Dispose() => Directory.Delete(catalogue, recursive: true);

    [Fact]
    public async Task Without_a_star_database_it_says_what_to_install()
    {
        var solver = (new Astap(), new SolverSettings { Program = "astap_cli", Catalogue = catalogue });
        var trouble = await Assert.ThrowsAsync<PlateException>(() => Solve(solver, TrueSky.Imaginary(400, 300, 20), Taurus, 10));
        Assert.StartsWith("ASTAP says: No star database found; install one of its star databases", trouble.Message, StringComparison.Ordinal);
    }

    internal override async Task<(ISolverProgram, SolverSettings)> Solver(Equatorial centre)
    {
        await StarDatabase.Write(catalogue, await TrueSky.Stars(centre, 3));
        return (new Astap(), new() { Program = "astap_cli", Catalogue = catalogue });
    }
}
