using StudioScheduler.Engine.LocalSearch;

namespace StudioScheduler.Tests.Engine.LocalSearch;

public class TourTests
{
    private const int Rest = 6;

    /// <summary>Tours of one to some seventy stops, also where more come in than were expected, against a list that is sorted anew each time.</summary>
    [Fact]
    public void A_tour_is_what_a_sorted_list_is()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var tour = new Tour(random.Next(1, 30), Rest);
            var stops = new List<(int Start, int End, int Block)>();
            for (var change = 0; change < 150; change++)
            {
                if (stops.Count == 0 || random.Next(100) < 75)
                {
                    var start = random.Next(400);
                    var stop = (Start: start, End: start + random.Next(1, 5), Block: change);
                    if (stops.Exists(s => s.Start < stop.End && stop.Start < s.End))
                    {
                        continue;
                    }

                    tour.Insert(new Stop(stop.Start, stop.End, stop.Block, 0));
                    stops.Add(stop);
                }
                else
                {
                    var gone = stops[random.Next(stops.Count)];
                    tour.Remove(gone.Block, gone.Start);
                    stops.Remove(gone);
                }

                AssertIs(stops, tour, random.Next(-5, 420));
            }
        }
    }

    private static void AssertIs(List<(int Start, int End, int Block)> stops, Tour tour, int tick)
    {
        var sorted = stops.OrderBy(s => s.Start).ToList();
        Assert.Equal(sorted, tour.Stops.Take(tour.Count).Select(s => (s.Start, s.End, s.Block)));
        Assert.Equal(sorted.Count(s => s.Start < tick), tour.At(tick));
        for (var i = 0; i < sorted.Count; i++)
        {
            var first = i;
            while (first > 0 && sorted[first].Start - sorted[first - 1].End < Rest)
            {
                first--;
            }

            Assert.Equal(sorted[first].Start, tour.Stops[i].ShiftStart);
        }
    }
}
