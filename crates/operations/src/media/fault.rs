//! Why a picture is not taken. The child that looks at pictures names it by a word, so that nothing that a damaged
//! picture made of it is shown to anybody.

use crate::Refusal;

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PictureFault {
    /// More bytes than are read.
    TooLarge,
    /// Of no kind that is read.
    NotAPicture,
    /// It cannot be read.
    Damaged,
    /// Too wide, too high, or too many pixels.
    TooManyPixels,
    /// It stays too large.
    NotSmallEnough,
    /// It takes too long, or too much memory.
    TooMuch,
    /// No picture can be looked at: ours to mend.
    NotNow,
}

impl PictureFault {
    const ALL: [Self; 7] = [
        Self::TooLarge,
        Self::NotAPicture,
        Self::Damaged,
        Self::TooManyPixels,
        Self::NotSmallEnough,
        Self::TooMuch,
        Self::NotNow,
    ];

    /// The fault with this word.
    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str() == word)
    }

    /// Its word between the child and the node.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotAPicture => "not-a-picture",
            Self::Damaged => "damaged",
            Self::TooManyPixels => "too-many-pixels",
            Self::NotSmallEnough => "not-small-enough",
            Self::TooMuch => "too-much",
            Self::NotNow => "not-now",
        }
    }
}

impl From<PictureFault> for Refusal {
    fn from(fault: PictureFault) -> Self {
        match fault {
            PictureFault::TooLarge => refusal!(
                "picture-too-large",
                "the photo is larger than 10 MB; choose a smaller one"
            ),
            PictureFault::NotAPicture => refusal!("picture-not-one", "this is not a JPEG, PNG, WebP or GIF picture"),
            PictureFault::Damaged => refusal!("picture-damaged", "the picture is damaged or cannot be read"),
            PictureFault::TooManyPixels => refusal!(
                "picture-too-many-pixels",
                "the picture has too many pixels; at most 8,000 on a side and 40 million in all"
            ),
            PictureFault::NotSmallEnough => {
                refusal!("picture-not-small-enough", "the picture cannot be made small enough")
            }
            PictureFault::TooMuch => refusal!(
                "picture-too-much",
                "the picture takes too much time or memory, or is damaged; choose a smaller one"
            ),
            PictureFault::NotNow => refusal!(
                "picture-not-now",
                "pictures cannot be looked at here now; tell whoever runs this node"
            ),
        }
    }
}
