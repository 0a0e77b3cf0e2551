//! The matrix, the timeline, and what can be done with the columns of the comparison.

mod support;

use support::Stage;

#[test]
fn each_view_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let stage = |keys: &str| {
            let mut stage = Stage::sample(width, height);
            stage.keys(keys);
            stage
        };
        stage("M l j j").assert_screen(&format!("matrix-{width}x{height}"));
        stage("3 g c T").assert_screen(&format!("timeline-{width}x{height}"));
        stage("3 g c f").assert_screen(&format!("filter-{width}x{height}"));
        stage("3 g c x j j tab j").assert_screen(&format!("loose-{width}x{height}"));
        stage("3 g c s z j").assert_screen(&format!("swapped-{width}x{height}"));
    }
}
